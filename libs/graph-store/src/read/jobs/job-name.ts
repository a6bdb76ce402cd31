/** How a statement is called among jobs: `insert shop.mart.daily_revenue 4ec479a8`. */
export interface StatementJobName {
  readonly statementKind: string;
  /** The dataset that it writes. */
  readonly dataset: string;
  /** The first eight digits of its `shapeHash`: statements that differ in literals alone are one job. */
  readonly shape: string;
}

const SHAPE_DIGITS = 8;

/** A name that says what the statement does and is found again by the indexes that the graph has. */
export const writeJobName = (statementKind: string, dataset: string, shapeHash: string): string =>
  `${statementKind} ${dataset} ${shapeHash.slice(0, SHAPE_DIGITS)}`;

/** The parts of such a name; null when the text is none. Names of datasets may hold spaces. */
export function readJobName(text: string): StatementJobName | null {
  const [, statementKind, dataset, shape] = /^(\S+) (.+) ([0-9a-f]{8})$/s.exec(text) ?? [];
  if (statementKind === undefined || dataset === undefined || shape === undefined) return null;
  return { statementKind, dataset, shape };
}
