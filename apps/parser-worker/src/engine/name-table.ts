import type { DatasetRef, Source } from '@tributary/contracts';
import { datasetNameOfTable } from '@tributary/identity';
import type { TableRef } from '@tributary/sql-lineage';

/** The dataset that a table of a statement is. A temp table keeps its bare name: which one it is, the execution's session says. */
export function nameTable(source: Source, table: TableRef): DatasetRef {
  const temp = table.kind === 'table' && table.temp;
  return { ...datasetNameOfTable(source, table), temp };
}
