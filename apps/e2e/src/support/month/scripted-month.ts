import type { SampleExecution, SampleStatement, SampleWarehouse } from '@tributary/aws-sandbox';
import { seededRandom } from '../recorded-messages';

export interface MonthOptions {
  readonly seed: number;
  readonly days: number;
  /** Of Redshift and of Athena, what a day consists of beside its special cases. */
  readonly perDay: { readonly redshift: number; readonly athena: number };
}

export interface ScriptedMonth {
  readonly from: Date;
  readonly to: Date;
  readonly redshift: readonly SampleStatement[];
  readonly athena: readonly (SampleExecution & { readonly id: string })[];
  /** Statements whose text has lost a row in the warehouse. */
  readonly cut: ReadonlySet<SampleStatement>;
}

/** Every planted secret begins like this and occurs nowhere else. */
export const SECRET_MARK = 'Zx9Planted';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const START = Date.UTC(2026, 3, 1);

/**
 * A warehouse's month out of a seed: sessions with temp tables, failures, rollbacks (some long after their statements), renames, statements of
 * more than a megabyte, others that run for days, secrets, wide characters and runs of blanks at any place of a text.
 */
export function scriptedMonth({ seed, days, perDay }: MonthOptions): ScriptedMonth {
  const random = seededRandom(seed);
  const script = new Script(random);
  for (let day = 0; day < days; day += 1) {
    script.day = START + day * DAY_MS;
    for (let at = 0; at < perDay.redshift;) at += script.somethingOrdinary();
    script.sessionWithTempTables();
    script.sessionWithTempTables();
    script.swapByRename();
    script.undoneLater(day % 2 === 0 ? 5 * HOUR_MS : 30 * HOUR_MS, 'rolled-back');
    script.undoneLater(9 * HOUR_MS, 'committed');
    script.loadWithSecret();
    script.upkeep();
    if (day % 5 === 0) script.megabyte();
    if (day % 7 === 1) script.long(27 + Math.floor(random() * 40));
    if (day % 3 === 0) script.loseRow();
    for (let at = 0; at < perDay.athena; at += 1) script.query(at);
  }
  const to = new Date(START + days * DAY_MS);
  return { from: new Date(START), to, redshift: script.redshift, athena: script.athena, cut: script.cut };
}

/** The month as the sandbox is seeded with it. */
export const monthSample = (month: ScriptedMonth): SampleWarehouse => ({
  redshift: {
    databases: [
      {
        name: 'shop',
        ddl: [
          'create schema raw',
          'create schema mart',
          'create table raw.orders (id bigint, amount numeric(12,2), note varchar(200), day date)',
          'create table mart.daily (day date, total numeric(18,2))',
          'create view mart.totals as select day, sum(amount) as total from raw.orders group by day',
        ],
        searchPaths: [{ user: 'ana', searchPath: ['mart', 'public'] }],
      },
    ],
    statements: month.redshift,
  },
  athena: {
    executions: month.athena,
    workgroups: [{ name: 'idle' }],
    preparedStatements: [],
  },
  glue: {
    databases: [
      {
        name: 'lake',
        tables: [
          { name: 'orders', columns: [{ name: 'id', type: 'bigint' }], location: 's3://lake/orders/' },
        ],
      },
    ],
  },
});

class Script {
  readonly redshift: SampleStatement[] = [];
  readonly athena: (SampleExecution & { id: string })[] = [];
  readonly cut = new Set<SampleStatement>();
  day = START;
  private count = 0;

  constructor(private readonly random: () => number) {}

  /** One of what most of a day consists of; gives how many statements it was. */
  somethingOrdinary(): number {
    const before = this.redshift.length;
    const kind = this.random();
    if (kind < 0.06)
      this.one(`select nothing from nowhere_${this.count}`, { status: 'failed', outcome: 'rolled-back' });
    else if (kind < 0.08)
      this.one(`select pg_sleep(${this.count})`, { status: 'canceled', outcome: 'rolled-back' });
    else if (kind < 0.12)
      this.transaction(['begin', this.insert(), this.insert(), 'rollback'], 'rolled-back');
    else if (kind < 0.5) this.one(this.insert());
    else if (kind < 0.6) this.one(`update raw.orders set amount = amount * ${this.count} where note = 'x'`);
    else this.one(`select day, total from mart.totals where total > ${this.count}`, { user: 'ana' });
    return this.redshift.length - before;
  }

  sessionWithTempTables(): void {
    const name = `stage_${this.count}`;
    this.transaction([
      `create temp table ${name} as select id, amount from raw.orders where id > ${this.count}`,
      `insert into mart.daily select current_date, sum(amount) from ${name}`,
      `drop table ${name}`,
    ]);
  }

  swapByRename(): void {
    this.transaction([
      'begin',
      `create table mart.daily__new as select day, sum(amount) as total from raw.orders group by day -- ${this.count}`,
      'alter table mart.daily rename to daily__old',
      'alter table mart.daily__new rename to daily',
      'drop table mart.daily__old',
      'commit',
    ]);
  }

  /** A transaction whose end comes long after its statement: after the overlap of any two runs. */
  undoneLater(ms: number, outcome: 'committed' | 'rolled-back'): void {
    const start = this.moment();
    const transaction = this.name('transaction');
    const place = { session: transaction, transaction, outcome, startedAt: new Date(start) };
    this.one(this.insert(), { ...place, endedAt: new Date(start + 2_000) });
    const end = new Date(start + ms);
    this.one(outcome === 'committed' ? 'commit' : 'rollback', { ...place, startedAt: end, endedAt: end });
  }

  loadWithSecret(): void {
    const secret = `${SECRET_MARK}${this.count}/x+y=`;
    this.one(
      `copy raw.orders from 's3://lake/orders/${this.count}/' credentials 'aws_access_key_id=AKIAIOSFODNN7EXAMPLE;aws_secret_access_key=${secret}' csv`,
    );
    this.one(`create user loader_${this.count} password '${secret}'`);
  }

  upkeep(): void {
    this.one(`select ${this.count} as beat`, { label: 'metrics' });
  }

  megabyte(): void {
    const values = Array.from(
      { length: 9_000 },
      (_, at) => `\n  (${at}, ${at}.5, 'ä€😀 \\\\d+  \t${this.count + at}')`,
    );
    this.one(`insert into raw.orders (id, amount, note) values${values.join(',').padEnd(1_100_000, ' ')}\n;`);
  }

  long(hours: number): void {
    const start = this.moment();
    this.one(this.insert(), { startedAt: new Date(start), endedAt: new Date(start + hours * HOUR_MS) });
  }

  loseRow(): void {
    this.one(`select '${'lost '.repeat(2_000)}' as x_${this.count}`);
    this.cut.add(this.redshift.at(-1)!);
  }

  /** An Athena query, by its place in the day. */
  query(at: number): void {
    const start = this.moment();
    const kind = this.random();
    const status = kind < 0.05 ? 'failed' : kind < 0.08 ? 'canceled' : 'success';
    this.athena.push({
      id: `00000000-0000-4000-8000-${String((this.count += 1)).padStart(12, '0')}`,
      sql:
        at % 9 === 0
          ? `UNLOAD (SELECT * FROM orders) TO 's3://lake/out/?X-Amz-Signature=${SECRET_MARK}${this.count}'`
          : `INSERT INTO lake.orders\nSELECT id + ${this.count}, 'ä€😀  x' FROM lake.orders ${this.padding()}`,
      startedAt: new Date(start),
      endedAt: new Date(start + 1_000 + Math.floor(this.random() * (at % 40 === 0 ? 3 * HOUR_MS : 60_000))),
      workgroup: ['etl', 'analytics', 'primary'][at % 3]!,
      database: 'lake',
      status,
    });
  }

  private transaction(sqls: readonly string[], outcome: SampleStatement['outcome'] = 'committed'): void {
    const transaction = this.name('transaction');
    let at = this.moment();
    for (const sql of sqls) {
      const endedAt = new Date(at + 500);
      this.one(sql, { session: transaction, transaction, outcome, startedAt: new Date(at), endedAt });
      at += 1_000;
    }
  }

  private one(sql: string, more: Partial<SampleStatement> = {}): void {
    const start = this.moment();
    this.count += 1;
    this.redshift.push({
      sql,
      startedAt: new Date(start),
      endedAt: new Date(start + 100 + Math.floor(this.random() * 90_000)),
      session: this.name('session'),
      transaction: this.name('own'),
      user: 'etl',
      label: null,
      status: 'success',
      outcome: 'committed',
      database: 'shop',
      ...touchedBy(sql),
      ...more,
    });
  }

  private insert(): string {
    return `insert into mart.daily (day, total)\nselect day, sum(amount) /* ${this.count} */\n  from raw.orders\n where note ~ '\\\\d+\\n' ${this.padding()}\n group by day`;
  }

  /** Some text of any length, so that ends of rows fall anywhere: between blanks, inside escapes, before wide characters. */
  private padding(): string {
    const pieces = ['  ', 'ä', '€', '😀', '\n', '\t', "x''y", '\\\\', 'word '];
    const length = this.random() < 0.2 ? Math.floor(this.random() * 2_500) : Math.floor(this.random() * 60);
    const text = Array.from({ length }, () => pieces[Math.floor(this.random() * pieces.length)]!).join('');
    return `and '${text}' <> ''`;
  }

  private moment(): number {
    return this.day + Math.floor(this.random() * DAY_MS);
  }

  private name(what: string): string {
    return `${what}-${this.count}`;
  }
}

/** What the plan of a statement of the month touched: views are seen as the tables behind them, renamed tables by the name they have now. */
const TOUCHED: readonly (readonly [RegExp, reads: string, writes: string])[] = [
  [/^insert into mart\.daily \(day/, 'raw.orders', 'mart.daily'],
  [/^insert into mart\.daily select/, 'pg_temp_1.stage', 'mart.daily'],
  [/^create temp table/, 'raw.orders', 'pg_temp_1.stage'],
  [/^create table mart\.daily__new/, 'raw.orders', 'mart.daily'],
  [/^update raw\.orders/, '', 'raw.orders'],
  [/^select day, total from mart\.totals/, 'raw.orders', ''],
  [/^(?:copy|insert into) raw\.orders/, '', 'raw.orders'],
];

function touchedBy(sql: string): Pick<SampleStatement, 'touched'> {
  const found = TOUCHED.find(([pattern]) => pattern.test(sql));
  if (found === undefined) return {};
  const [, reads, writes] = found;
  return { touched: { reads: [reads].filter(Boolean), writes: [writes].filter(Boolean) } };
}
