import { K, type Flow, type SourceColumn } from '../trace/flow';
import type { Name } from '../tree/expression';
import type { RowColumn } from './rows';
import { tableText, type TableRef } from './table-ref';

/** A dataset within one analysis: its columns as objects, so that equal columns are the same object. */
export class TableNode {
  private readonly flows = new Map<Name, Flow>();
  private cached: readonly RowColumn[] | null = null;
  private dotted: string | null = null;

  constructor(
    readonly ref: TableRef,
    readonly key: string,
    /** In declared order; null when the snapshot does not know the table. */
    readonly names: readonly Name[] | null,
  ) {}

  /** The dataset's name in messages. */
  get text(): string {
    this.dotted ??= tableText(this.ref);
    return this.dotted;
  }

  column(name: Name): SourceColumn {
    return this.flowOf(name)[0]!.column;
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

  /** What reading a column yields: one object however often it is read. */
  flowOf(name: Name): Flow {
    let flow = this.flows.get(name);
    if (flow === undefined) {
      flow = [{ column: { table: this, name }, kinds: K.identity, masking: false }];
      this.flows.set(name, flow);
    }
    return flow;
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
