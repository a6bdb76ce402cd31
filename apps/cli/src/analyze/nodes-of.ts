import type { NamedEdge } from './column-edges';

/** A table of a drawn graph with the columns that an edge touches. */
export interface DrawnTable {
  readonly table: string;
  readonly id: string;
  readonly columns: readonly string[];
}

/** The boxes of a column graph, and identifiers that no drawing language trips over: `t0`, `t0c2`. */
export function nodesOf(edges: readonly NamedEdge[]): {
  readonly tables: readonly DrawnTable[];
  readonly idOf: (table: string, column: string) => string;
} {
  const columnsOf = new Map<string, string[]>();
  for (const { table, column } of edges.flatMap(({ from, to }) => [from, to])) {
    const columns = columnsOf.get(table) ?? [];
    if (!columns.includes(column)) columns.push(column);
    columnsOf.set(table, columns);
  }
  const tables = [...columnsOf].map(([table, columns], at) => ({ table, id: `t${at}`, columns }));
  const byName = new Map(tables.map((node) => [node.table, node]));
  const idOf = (table: string, column: string): string => {
    const node = byName.get(table)!;
    return `${node.id}c${node.columns.indexOf(column)}`;
  };
  return { tables, idOf };
}
