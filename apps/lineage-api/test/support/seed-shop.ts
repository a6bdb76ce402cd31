import { createHash } from 'node:crypto';
import type { Queryable } from '@tributary/graph-store';

export const namespace = 'redshift://shop.eu-west-1:5439';
export const idOf = (table: string): string => `${namespace}/shop.${table}`;
const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
export const edgeId = (line: string): string => hash(line);

/** Writes projection rows from lines: `raw.orders#id -> mart.daily#n` a value flows, `~>` it influences. */
export async function seedShop(database: Queryable, lines: readonly string[]): Promise<void> {
  const datasets = new Map<string, string>();
  const columns = new Map<string, { column: string; dataset: string }>();

  const datasetOf = async (table: string): Promise<string> => {
    const known = datasets.get(table);
    if (known !== undefined) return known;
    const [row] = await database.query<{ dataset_id: string }>(
      `insert into dataset (name_key, namespace, name, display_name, kind) values ($1, $2, $3, $4, 'table') returning dataset_id`,
      [hash(`${namespace}\nshop.${table}`), namespace, `shop.${table}`, table],
    );
    datasets.set(table, row!.dataset_id);
    return row!.dataset_id;
  };
  const columnOf = async (address: string): Promise<{ column: string; dataset: string }> => {
    const known = columns.get(address);
    if (known !== undefined) return known;
    const [table = '', name = ''] = address.split('#');
    const dataset = await datasetOf(table);
    const [row] = await database.query<{ column_id: string }>(
      'insert into dataset_column (dataset_id, name) values ($1, $2) returning column_id',
      [dataset, name],
    );
    const made = { column: row!.column_id, dataset };
    columns.set(address, made);
    return made;
  };

  for (const line of lines) {
    const [from = '', arrow, to = ''] = line.split(' ');
    const [source, target] = [await columnOf(from), await columnOf(to)];
    const direct = arrow === '->';
    await database.query(
      `insert into column_edge (edge_id, from_column_id, to_column_id, from_dataset_id, to_dataset_id, direct, kinds, masking, valid_from)
       values ($1, $2, $3, $4, $5, $6, $7, false, '2026-03-01T00:00:00Z')`,
      [
        edgeId(line),
        source.column,
        target.column,
        source.dataset,
        target.dataset,
        direct,
        [direct ? 'IDENTITY' : 'FILTER'],
      ],
    );
  }
}
