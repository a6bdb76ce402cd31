import type { NamedEdge } from './column-edges';
import { nodesOf } from './nodes-of';

/** The column graph for Graphviz: one cluster per table, dashed lines where a value is computed. */
export function asDot(edges: readonly NamedEdge[]): string {
  const { tables, idOf } = nodesOf(edges);
  const lines = ['digraph lineage {', '  rankdir=LR;', '  node [shape=box];'];
  for (const { table, id, columns } of tables) {
    lines.push(`  subgraph cluster_${id} {`, `    label=${quoted(table)};`);
    for (const column of columns) lines.push(`    ${idOf(table, column)} [label=${quoted(column)}];`);
    lines.push('  }');
  }
  for (const { from, to, kinds } of edges) {
    const style = kinds.length === 1 && kinds[0] === 'IDENTITY' ? '' : ' [style=dashed]';
    lines.push(`  ${idOf(from.table, from.column)} -> ${idOf(to.table, to.column)}${style};`);
  }
  return [...lines, '}'].join('\n');
}

const quoted = (text: string): string => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
