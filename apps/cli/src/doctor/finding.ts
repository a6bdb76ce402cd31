export const areas = [
  'aws',
  'secrets',
  'redshift',
  'athena',
  'glue',
  'queues',
  'buckets',
  'database',
] as const;
export type Area = (typeof areas)[number];

/** One thing that was looked at. */
export interface Finding {
  readonly area: Area;
  /** What was looked at: `queue lineage`, `workgroup primary`. */
  readonly subject: string;
  readonly state: 'ok' | 'warn' | 'fail';
  readonly detail: string;
  /** What to run or to add, to be copied as it is. */
  readonly fix?: string;
}

/** Findings of one area, made with less to write. */
export const findingsOf = (area: Area) => {
  const make =
    (state: Finding['state']) =>
    (subject: string, detail: string, fix?: string): Finding => ({
      area,
      subject,
      state,
      detail,
      ...(fix !== undefined && { fix }),
    });
  return { ok: make('ok'), warn: make('warn'), fail: make('fail') };
};
