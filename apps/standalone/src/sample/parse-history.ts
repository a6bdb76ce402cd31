/** One run of one statement of the sample, as `assets/sample/README.md` describes the files. */
export interface SampleRun {
  readonly sql: string;
  readonly startedAt: Date;
  readonly endedAt: Date;
  readonly session: string;
  readonly transaction: string;
  readonly user: string;
  readonly label: string | null;
  readonly status: 'success' | 'failed' | 'canceled';
  readonly outcome: 'committed' | 'rolled-back';
  readonly workgroup: string;
  readonly database: string;
  /** Prepared statements have a name and do not run by themselves. */
  readonly name: string | null;
  /** What the warehouse says its plan touched, where the sample has the warehouse say so. */
  readonly touched?: { readonly reads: readonly string[]; readonly writes: readonly string[] };
}

const DAY_MS = 86_400_000;
const DAYS_IN_SAMPLE = 30;
const OPTIONS = [
  'session',
  'txn',
  'user',
  'label',
  'status',
  'outcome',
  'seconds',
  'workgroup',
  'database',
  'name',
  'reads',
  'writes',
];

const isoDay = (time: number): string => new Date(time).toISOString().slice(0, 10);

/** `{date}`, `{yesterday}`, `{compact}` and `{day4}` become days of the sample's month. */
export function fillDates(text: string, firstDay: Date, day: number): string {
  const today = firstDay.getTime() + (day - 1) * DAY_MS;
  return text
    .replaceAll('{date}', isoDay(today))
    .replaceAll('{yesterday}', isoDay(today - DAY_MS))
    .replaceAll('{compact}', isoDay(today).replaceAll('-', ''))
    .replace(/\{day(\d+)\}/g, (_, n: string) => isoDay(firstDay.getTime() + (Number(n) - 1) * DAY_MS));
}

/**
 * Reads a history file: `--> daily 02:10 session=load user=etl` and the statement below it, once per day that the header names.
 * `firstDay` is midnight UTC of day 1. Throws with file and line on a header it does not understand: the sample is ours.
 */
export function parseHistory(text: string, firstDay: Date, file = 'history'): SampleRun[] {
  const lines = text.split('\n');
  const runs: SampleRun[] = [];
  let position = 0;
  for (let at = 0; at < lines.length;) {
    const header = lines[at] ?? '';
    if (!header.startsWith('-->')) {
      at += 1;
      continue;
    }
    let end = at + 1;
    while (end < lines.length && !lines[end]?.startsWith('-->')) end += 1;
    const sql = lines
      .slice(at + 1, end)
      .join('\n')
      .trim();
    runs.push(...runsOf(header, sql, firstDay, `${file}:${at + 1}`, position));
    position += 1;
    at = end;
  }
  return runs.sort((a, b) => a.startedAt.getTime() - b.startedAt.getTime());
}

function runsOf(header: string, sql: string, firstDay: Date, where: string, position: number): SampleRun[] {
  const match = /^-->\s+(daily|days?\s+[\d,]+)\s+(\d\d):(\d\d)\s*(.*)$/.exec(header);
  if (match === null) throw new Error(`${where}: not a history header: '${header}'`);
  const [, when = '', hours = '', minutes = '', rest = ''] = match;
  const options = Object.fromEntries(
    rest
      .split(/\s+/)
      .filter(Boolean)
      .map((pair) => pair.split('=', 2)),
  );
  for (const key of Object.keys(options)) {
    if (!OPTIONS.includes(key))
      throw new Error(`${where}: unknown option '${key}'; known: ${OPTIONS.join(', ')}`);
  }

  const tables = (list: string | undefined): string[] => (list === undefined ? [] : list.split(','));
  const isTold = options['reads'] !== undefined || options['writes'] !== undefined;
  const touched = { reads: tables(options['reads']), writes: tables(options['writes']) };

  const days =
    when === 'daily'
      ? Array.from({ length: DAYS_IN_SAMPLE }, (_, index) => index + 1)
      : when
          .replace(/^days?\s+/, '')
          .split(',')
          .map(Number);

  return days.map((day) => {
    // Statements of one minute follow each other by position: 20 ms apart, so that files keep their order.
    const startMs =
      firstDay.getTime() +
      (day - 1) * DAY_MS +
      (Number(hours) * 60 + Number(minutes)) * 60_000 +
      position * 20;
    const session = `${fillDates(options['session'] ?? `adhoc-${position}`, firstDay, day)}/${isoDay(startMs)}`;
    return {
      sql: fillDates(sql, firstDay, day),
      startedAt: new Date(startMs),
      endedAt: new Date(startMs + Number(options['seconds'] ?? 5) * 1000),
      session,
      transaction: options['txn'] === undefined ? `${session}#${position}` : `${session}#${options['txn']}`,
      user: options['user'] ?? 'etl',
      label: options['label'] ?? null,
      status: (options['status'] ?? 'success') as SampleRun['status'],
      outcome: (options['outcome'] ?? 'committed') as SampleRun['outcome'],
      workgroup: options['workgroup'] ?? 'primary',
      database: options['database'] ?? 'default',
      name: options['name'] ?? null,
      ...(isTold && { touched }),
    };
  });
}
