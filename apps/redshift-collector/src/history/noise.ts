/** Redshift labels its own work. */
const NOISE_LABELS = new Set(['maintenance', 'metrics', 'health', 'cmstats']);

/** True for the label of the warehouse's own upkeep. */
export const isNoiseLabel = (label: string | null): boolean => label !== null && NOISE_LABELS.has(label);

const NOISE_TEXT =
  /^(?:padb_fetch_sample:|small table (?:validation|conversion):|undoing\b|create temp table volt_tt_|fetch\s+\d|close\s)/i;

/** True for what the STL tables log of Redshift's own steps; the SYS views log what users sent. */
export const isNoiseText = (sql: string): boolean => NOISE_TEXT.test(sql);
