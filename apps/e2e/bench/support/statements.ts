import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { splitStatements, toDialect, type Dialect } from '@tributary/sql-lineage';

export type Warehouse = 'redshift' | 'athena';

const root = process.env['TRIBUTARY_ROOT'] ?? '.';

export const dialectOf = (warehouse: Warehouse): Dialect => toDialect(warehouse)!;

/** The bundled sample's statements. */
export function sampleStatements(warehouse: Warehouse): string[] {
  const folder = path.join(root, 'apps/standalone/assets/sample', warehouse);
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.sql'))
    .flatMap((file) => splitStatements(readFileSync(path.join(folder, file), 'utf8'), dialectOf(warehouse)))
    .map(({ text }) => text);
}

const lineageBearing = new Set(
  'select select_cte ctas insert_select create_view merge update_from delete_using unload copy select_into'.split(
    ' ',
  ),
);

/** The published statements of the kinds that carry lineage, where they lie beside the checkout; else none. */
export function publishedStatements(warehouse: Warehouse): string[] {
  const file = path.join(root, `../shared/corpus/sql/${warehouse}.jsonl`);
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { kind: string; sql: string })
    .filter(({ kind }) => lineageBearing.has(kind))
    .map(({ sql }) => sql);
}
