import type { ClientBase } from 'pg';

type Row = Readonly<Record<string, string | number | boolean | null>>;

/** Rows sent at once: enough to make round trips cheap, few enough to keep a month of long texts out of memory. */
const MOST_ROWS = 2_000;

/** Gathers rows for the tables shaped like system views and inserts them many at a time. */
export class HistoryRows {
  private readonly tables = new Map<string, Row[]>();
  private count = 0;

  constructor(private readonly client: ClientBase) {}

  /** Takes a row; rows of one table all name the same columns. */
  add(table: string, row: Row): void {
    const rows = this.tables.get(table) ?? [];
    rows.push(row);
    this.tables.set(table, rows);
    this.count += 1;
  }

  async flushWhenFull(): Promise<void> {
    if (this.count >= MOST_ROWS) await this.flush();
  }

  /** Inserts what was taken. */
  async flush(): Promise<void> {
    for (const [table, rows] of this.tables) {
      const columns = Object.keys(rows[0] ?? {}).join(', ');
      await this.client.query(
        `insert into pg_redshift.${table} (${columns})
         select ${columns} from json_populate_recordset(null::pg_redshift.${table}, $1)`,
        [JSON.stringify(rows)],
      );
    }
    this.tables.clear();
    this.count = 0;
  }
}
