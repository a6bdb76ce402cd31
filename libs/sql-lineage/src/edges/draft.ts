import type { Analysis } from '../analysis';
import type { RowColumn, Rows } from '../bind/rows';
import type { TableNode } from '../bind/table-node';
import { tableKey, type TableRef } from '../bind/table-ref';
import { kindNames, type Flow, type Influences } from '../trace/flow';
import type { Name } from '../tree/expression';
import type { StatementKind } from '../tree/statement';
import type {
  ColumnLineage,
  DefinedColumns,
  Influence,
  OutputEffect,
  SchemaChange,
  SessionEffect,
} from './statement-lineage';

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** A statement's lineage while it is being put together. */
export class Draft {
  kind: StatementKind = 'unknown';
  readonly outputs: { table: TableRef; effect: OutputEffect }[] = [];
  readonly columns: ColumnLineage[] = [];
  readonly influences: Influence[] = [];
  readonly definedColumns: DefinedColumns[] = [];
  readonly schemaChanges: SchemaChange[] = [];
  session: Writable<SessionEffect> = {};

  constructor(readonly analysis: Analysis) {}

  write(table: TableRef, effect: OutputEffect): void {
    const key = tableKey(table);
    if (!this.outputs.some((o) => tableKey(o.table) === key && o.effect === effect))
      this.outputs.push({ table, effect });
  }

  /** One output column under its name in the output. */
  addColumn(table: TableRef | null, name: Name, column: RowColumn): void {
    this.columns.push({
      output: { table, column: name },
      sources: sourcesOf(column.flow),
      expression:
        column.span === null || column.span.start < 0
          ? null
          : { text: this.analysis.text.slice(column.span.start, column.span.end), span: column.span },
    });
    if (column.influences !== null) this.addInfluences(table, [name], column.influences);
  }

  /** A query's columns in order; `names` stand for its own where the output states them. */
  addRows(table: TableRef | null, rows: Rows, names: readonly Name[] | null): void {
    rows.columns.forEach((c, i) => {
      this.addColumn(table, names?.[i] ?? c.name, c);
    });
    this.addInfluences(table, 'all', rows.influences);
  }

  addInfluences(table: TableRef | null, columns: readonly Name[] | 'all', influences: Influences): void {
    for (const e of influences.entries) {
      this.influences.push({
        outputTable: table,
        outputColumns: columns,
        input: { table: e.column.table.ref, column: e.column.name },
        kinds: kindNames(e.kinds),
        span: e.start < 0 ? null : { start: e.start, end: e.end },
      });
    }
  }

  define(table: TableRef, columns: readonly { name: Name; type: string | null }[] | null): void {
    this.definedColumns.push({ table, columns });
  }

  /** Forgets what only running the statement would change: a procedure that is made, or a statement that is prepared. */
  onlyDescribed(): void {
    const written = new Map(this.outputs.map(({ table }) => [tableKey(table), table]));
    this.outputs.splice(
      0,
      Infinity,
      ...[...written.values()].map((table) => ({ table, effect: 'append' as const })),
    );
    this.definedColumns.length = 0;
    this.schemaChanges.length = 0;
    this.session = {};
  }

  /** Forgets the results of bare queries: inside a procedure nobody receives them. */
  dropResults(): void {
    const kept = this.columns.filter((c) => c.output.table !== null);
    this.columns.splice(0, Infinity, ...kept);
    const influences = this.influences.filter((i) => i.outputTable !== null);
    this.influences.splice(0, Infinity, ...influences);
  }

  createTemp(table: TableRef): void {
    if (table.kind === 'table' && table.temp)
      this.session.createsTemp = [...(this.session.createsTemp ?? []), table.name];
  }
}

/** The columns that a result has by name; null when a star hides some. */
export function namesOf(
  columns: readonly RowColumn[],
): readonly { name: Name; type: string | null }[] | null {
  return columns.some((c) => c.star !== null)
    ? null
    : columns.map((c) => ({ name: c.name, type: c.type ?? null }));
}

function sourcesOf(flow: Flow): ColumnLineage['sources'] {
  return flow.map((e) => ({
    source: { table: e.column.table.ref, column: e.column.name },
    kinds: kindNames(e.kinds),
    masking: e.masking,
  }));
}

/** The columns of one table as a result: what CLONE, APPEND and plain copies move. */
export const rowsOfTable = (node: TableNode): readonly RowColumn[] => node.rows;

/** A column that takes the same column of another dataset. */
export function sameColumn(node: TableNode, name: Name): RowColumn {
  return {
    name,
    flow: node.flowOf(name),
    influences: null,
    star: null,
    span: null,
  };
}
