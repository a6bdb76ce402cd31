import { tableKey, type TableRef } from '../bind/table-ref';
import type { SchemaChange } from '../edges/statement-lineage';
import type { SchemaSnapshot } from '../options';

type Columns = readonly string[] | undefined;

/**
 * A snapshot with what statements have changed since: what they made, renamed and dropped lies over it. Over a shared
 * overlay only the session's own temp tables stay in this one; everything else is changed for all sessions.
 */
export class OverlaySchema implements SchemaSnapshot {
  private readonly changed = new Map<string, Columns>();

  constructor(private readonly base: SchemaSnapshot | undefined) {}

  columns(table: TableRef): Columns {
    const key = tableKey(table);
    return this.changed.has(key) ? this.changed.get(key) : this.base?.columns(table);
  }

  /** Columns of a table that was made; undefined where they, or the table itself, are not known any more. */
  set(table: TableRef, columns: Columns): void {
    const temp = table.kind === 'table' && table.temp;
    if (!temp && this.base instanceof OverlaySchema) this.base.set(table, columns);
    else this.changed.set(tableKey(table), columns);
  }

  apply(changes: readonly SchemaChange[]): void {
    // Every rename of a statement happens at once: a swap is two of them.
    const renames = changes.flatMap((change) =>
      change.kind === 'rename-table' ? [{ ...change, columns: this.columns(change.from) }] : [],
    );
    for (const { from } of renames) this.set(from, undefined);
    for (const { to, columns } of renames) this.set(to, columns);
    for (const change of changes) this.applyToColumns(change);
  }

  private applyToColumns(change: SchemaChange): void {
    switch (change.kind) {
      case 'add-column':
        this.edit(change.table, (names) =>
          names.includes(change.column) ? names : [...names, change.column],
        );
        return;
      case 'drop-column':
        this.edit(change.table, (names) => names.filter((name) => name !== change.column));
        return;
      case 'rename-column':
        this.edit(change.table, (names) => names.map((name) => (name === change.from ? change.to : name)));
        return;
      case 'rename-table':
      case 'append-table':
      case 'set-location':
        return;
    }
  }

  private edit(table: TableRef, change: (names: readonly string[]) => readonly string[]): void {
    const names = this.columns(table);
    if (names !== undefined) this.set(table, change(names));
  }
}
