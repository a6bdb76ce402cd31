import type { ClientBase } from 'pg';
import type { SampleStatement } from '../sample/sample-warehouse';

/** Above every id that the server itself gives out in a test's life. */
const GONE = 1_900_000_000;

/** Ids of tables as the catalog of the connected database has them; what it does not have was temporary, dropped since, or lies elsewhere. */
export class TableIds {
  private constructor(private readonly known: Map<string, number>) {}

  /** Looks up all that the statements touched. */
  static async of(client: ClientBase, statements: readonly SampleStatement[]): Promise<TableIds> {
    const names = new Set(
      statements.flatMap(({ database, touched }) =>
        touched ? [...touched.reads, ...touched.writes].map((table) => `${database}.${table}`) : [],
      ),
    );
    if (names.size === 0) return new TableIds(new Map());
    const { rows } = await client.query<{ name: string; id: number }>(
      `select name, id
       from (
         select concat_ws('.', current_database(), n.nspname, c.relname) as name, c.oid::bigint::integer as id
         from pg_catalog.pg_class c
         join pg_catalog.pg_namespace n on n.oid = c.relnamespace
       ) relation
       where name = any($1)`,
      [[...names]],
    );
    return new TableIds(new Map(rows.map(({ name, id }) => [name, id])));
  }

  idOf(database: string, table: string): number {
    const name = `${database}.${table}`;
    const id = this.known.get(name) ?? GONE + this.known.size;
    this.known.set(name, id);
    return id;
  }
}
