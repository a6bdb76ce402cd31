import { K, type Flow, type SourceColumn } from '../trace/flow';
import type { Name } from '../tree/expression';
import type { RowColumn } from './rows';
import type { TableRef } from './table-ref';

/** A dataset within one analysis: its columns as objects, so that equal columns are the same object. */
export class TableNode {
  private readonly columns = new Map<string, SourceColumn>();
  private cached: readonly RowColumn[] | null = null;

  constructor(
    readonly ref: TableRef,
    readonly key: string,
    /** In declared order; null when the snapshot does not know the table. */
    readonly names: readonly Name[] | null,
  ) {}

  column(name: Name): SourceColumn {
    let column = this.columns.get(name);
    if (column === undefined) {
      column = { table: this, name };
      this.columns.set(name, column);
    }
    return column;
  }

  /** What `select *` of the table yields; of an unknown table one column that stands for all. */
  get rows(): readonly RowColumn[] {
    this.cached ??=
      this.names === null
        ? [starOf(this, noNames)]
        : this.names.map((name) => ({
            name,
            flow: this.flowOf(name),
            influences: null,
            star: null,
            span: null,
          }));
    return this.cached;
  }

  flowOf(name: Name): Flow {
    return [{ column: this.column(name), kinds: K.identity, masking: false }];
  }
}

const noNames: ReadonlySet<Name> = new Set();

/** The columns of an unknown table, but for those that were taken out by name. */
export function starOf(table: TableNode, except: ReadonlySet<Name>): RowColumn {
  return {
    name: '*',
    flow: table.flowOf('*'),
    influences: null,
    star: { flowOf: (name) => (except.has(name) ? null : table.flowOf(name)), table, except },
    span: null,
  };
}
