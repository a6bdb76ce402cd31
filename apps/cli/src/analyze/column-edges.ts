import { tableText, type StatementLineage } from '@tributary/sql-lineage';

/** One value flow between two columns, named as people write them; a bare query's columns belong to `result`. */
export interface NamedEdge {
  readonly from: { readonly table: string; readonly column: string };
  readonly to: { readonly table: string; readonly column: string };
  readonly kinds: readonly string[];
  readonly expression: string | null;
}

/** The value flows of a statement, in the order of its output columns. */
export function columnEdges(lineage: StatementLineage): NamedEdge[] {
  return lineage.columns.flatMap(({ output, sources, expression }) =>
    sources.map(({ source, kinds }) => ({
      from: { table: tableText(source.table), column: source.column },
      to: { table: output.table === null ? 'result' : tableText(output.table), column: output.column },
      kinds,
      expression: expression?.text ?? null,
    })),
  );
}
