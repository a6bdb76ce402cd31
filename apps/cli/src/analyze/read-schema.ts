import { readFileSync } from 'node:fs';
import { namedSchema, type AnalyzeOptions } from '@tributary/sql-lineage';
import { z } from 'zod';
import { CliError } from '../exit-codes';

const columnLists = z.record(z.string(), z.array(z.string()));

/** What is known about tables before the first statement: a snapshot, or statements that make them. */
export type KnownSchema =
  | { readonly kind: 'columns'; readonly options: AnalyzeOptions }
  | { readonly kind: 'ddl'; readonly text: string };

/**
 * Reads `--schema`: `{"raw.orders": ["id", "amount"]}` as JSON, or CREATE TABLE statements as SQL. Throws CliError when the file
 * is neither.
 */
export function readSchema(file: string, options: AnalyzeOptions): KnownSchema {
  const text = readInput(file);
  if (!/^\s*\{/.test(text)) return { kind: 'ddl', text };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new CliError(`${file} is not JSON: ${(cause as Error).message}`, undefined, { cause });
  }
  const lists = columnLists.safeParse(value);
  if (!lists.success)
    throw new CliError(`${file} should hold column lists by table, such as {"raw.orders": ["id", "amount"]}`);
  return { kind: 'columns', options: { ...options, schema: namedSchema(lists.data, options) } };
}

/** A file's text; `-` is standard input. Throws CliError when it cannot be read. */
export function readInput(file: string): string {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch (cause) {
    throw new CliError(`${file} cannot be read: ${(cause as Error).message}`, undefined, { cause });
  }
}
