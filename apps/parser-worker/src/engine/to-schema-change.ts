import type { SchemaChange as MessageSchemaChange } from '@tributary/contracts';
import type { SchemaChange } from '@tributary/sql-lineage';
import type { DatasetList } from './dataset-list';

/** A statement's effect on names and columns, its tables as indexes. */
export function toSchemaChange(change: SchemaChange, list: DatasetList): MessageSchemaChange {
  if (change.kind === 'rename-table' || change.kind === 'append-table')
    return { kind: change.kind, from: list.indexOf(change.from), to: list.indexOf(change.to) };
  const { table, ...rest } = change;
  return { ...rest, dataset: list.indexOf(table) };
}
