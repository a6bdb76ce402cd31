import { createHash } from 'node:crypto';
import { nameKey } from '../../src/name-key';
import type { Queryable } from '../../src/store/database';

const namespace = 'redshift://shop.eu-west-1:5439';

export interface SeededGraph {
  /** `orders.id` → its ids. */
  column(address: string): { column: number; dataset: number };
  /** `orders.id` for an id. */
  address(columnId: number): string;
}

/** Writes projection rows from lines: `a.x -> b.y` a value flows, `a.x ~> b.*` it influences. */
export async function seedGraph(database: Queryable, lines: readonly string[]): Promise<SeededGraph> {
  const ids = new Map<string, { column: number; dataset: number }>();
  const datasets = new Map<string, number>();

  const columnOf = async (address: string): Promise<{ column: number; dataset: number }> => {
    const known = ids.get(address);
    if (known !== undefined) return known;
    const [table, name] = address.split('.') as [string, string];
    let dataset = datasets.get(table);
    if (dataset === undefined) {
      const [row] = await database.query<{ dataset_id: string }>(
        `insert into dataset (name_key, namespace, name, display_name, kind)
         values ($1, $2, $3, $4, 'table') returning dataset_id`,
        [nameKey({ namespace, name: `dev.mart.${table}` }), namespace, `dev.mart.${table}`, `mart.${table}`],
      );
      dataset = Number(row!.dataset_id);
      datasets.set(table, dataset);
    }
    const [row] = await database.query<{ column_id: string }>(
      'insert into dataset_column (dataset_id, name) values ($1, $2) returning column_id',
      [dataset, name],
    );
    const made = { column: Number(row!.column_id), dataset };
    ids.set(address, made);
    return made;
  };

  for (const line of lines) {
    const [from, arrow, to] = line.split(' ') as [string, string, string];
    const source = await columnOf(from);
    const target = await columnOf(to);
    const direct = arrow === '->';
    await database.query(
      `insert into column_edge (edge_id, from_column_id, to_column_id, from_dataset_id, to_dataset_id, direct, kinds, masking, valid_from)
       values ($1, $2, $3, $4, $5, $6, $7, false, '2026-03-01T00:00:00Z')`,
      [
        createHash('sha256').update(line).digest('hex'),
        source.column,
        target.column,
        source.dataset,
        target.dataset,
        direct,
        [direct ? 'IDENTITY' : 'FILTER'],
      ],
    );
  }
  const addresses = new Map([...ids].map(([address, { column }]) => [column, address]));
  return { column: (address) => ids.get(address)!, address: (id) => addresses.get(id)! };
}
