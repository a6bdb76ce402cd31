import type { DatasetRef, Source } from '@tributary/contracts';
import { tableKey, type TableRef } from '@tributary/sql-lineage';
import { nameTable } from './name-table';

/** The datasets of one analysis, each once, in the order in which they are first mentioned. */
export class DatasetList {
  readonly datasets: DatasetRef[] = [];
  private readonly byTable = new Map<string, number>();
  private readonly byName = new Map<string, number>();

  constructor(private readonly source: Source) {}

  /** The index of a table's dataset. Two spellings of one dataset share it. */
  indexOf(table: TableRef): number {
    const key = tableKey(table);
    let index = this.byTable.get(key);
    if (index === undefined) {
      index = this.indexOfDataset(nameTable(this.source, table));
      this.byTable.set(key, index);
    }
    return index;
  }

  private indexOfDataset(dataset: DatasetRef): number {
    const name = `${dataset.temp ? 'temp' : ''}\n${dataset.namespace}\n${dataset.name}`;
    const index = this.byName.get(name) ?? this.datasets.push(dataset) - 1;
    this.byName.set(name, index);
    return index;
  }
}
