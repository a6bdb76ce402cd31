import { datasetId } from '@tributary/identity';
import type { Analysis, DatasetRef, ObservedStatement, SchemaChange } from '@tributary/contracts';
import { lastPart } from '../engine/mentioned-temps';

type Columns = readonly string[] | null;

/**
 * What the statements of one session in one batch leave for those behind them: temp tables and columns. The same rules as the store's, which
 * has the last word: what a batch cannot show, a re-parse brings.
 */
export class SessionEvidence {
  private readonly lives = new Map<string, boolean>();
  private readonly tempColumns = new Map<string, Columns>();
  private readonly permanent = new Map<string, Columns>();

  /** The temp tables that live now, given those that lived before the batch. */
  tempTables(before: Iterable<string>): string[] {
    const names = new Set(before);
    for (const [name, lives] of this.lives) {
      if (lives) names.add(name);
      else names.delete(name);
    }
    return [...names];
  }

  /** The columns of a dataset; `stored` is what the store knows. */
  columns(dataset: DatasetRef, stored: Columns): Columns {
    if (!dataset.temp) return stored ?? this.permanent.get(datasetId(dataset)) ?? null;
    const known = this.tempColumns.get(lastPart(dataset.name));
    return known === undefined ? stored : known;
  }

  /** Learns from a statement, if it took effect. */
  follow(statement: ObservedStatement, analysis: Analysis): void {
    if (statement.sessionId === null) return;
    if (statement.status !== 'success' || statement.transaction === 'rolled-back') return;
    const { datasets } = analysis;
    for (const { dataset, effect } of analysis.outputs) this.written(datasets[dataset]!, effect === 'drop');
    for (const { dataset, columns } of analysis.definedColumns) {
      this.set(datasets[dataset]!, columns?.map((column) => column.name) ?? null);
    }
    for (const change of analysis.schemaChanges) this.change(change, datasets);
  }

  private written(dataset: DatasetRef, dropped: boolean): void {
    if (dataset.temp) this.lives.set(lastPart(dataset.name), !dropped);
    // Gone: an older answer of the store must not stand in for what comes next under the name.
    if (dropped) this.set(dataset, null);
  }

  private set(dataset: DatasetRef, columns: Columns): void {
    if (dataset.temp) this.tempColumns.set(lastPart(dataset.name), columns);
    else this.permanent.set(datasetId(dataset), columns);
  }

  private change(change: SchemaChange, datasets: readonly DatasetRef[]): void {
    switch (change.kind) {
      case 'rename-table': {
        const from = datasets[change.from]!;
        const columns = this.columns(from, null);
        const to = datasets[change.to]!;
        this.written(from, true);
        this.written(to, false);
        this.set(to, columns);
        return;
      }
      case 'add-column':
        this.edit(datasets[change.dataset]!, (names) =>
          names.includes(change.column) ? names : [...names, change.column],
        );
        return;
      case 'drop-column':
        this.edit(datasets[change.dataset]!, (names) => names.filter((name) => name !== change.column));
        return;
      case 'rename-column':
        this.edit(datasets[change.dataset]!, (names) =>
          names.map((name) => (name === change.from ? change.to : name)),
        );
        return;
      case 'append-table':
      case 'set-location':
    }
  }

  private edit(dataset: DatasetRef, change: (names: readonly string[]) => readonly string[]): void {
    const names = this.columns(dataset, null);
    if (names !== null) this.set(dataset, change(names));
  }
}
