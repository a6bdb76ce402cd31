import type { NamedEdge } from './column-edges';
import { nodesOf } from './nodes-of';

/** The column graph as a Mermaid flowchart: one box per table, dotted lines where a value is computed. */
export function asMermaid(edges: readonly NamedEdge[]): string {
  const { tables, idOf } = nodesOf(edges);
  const lines = ['flowchart LR'];
  for (const { table, id, columns } of tables) {
    lines.push(`  subgraph ${id}["${quoted(table)}"]`);
    for (const column of columns) lines.push(`    ${idOf(table, column)}["${quoted(column)}"]`);
    lines.push('  end');
  }
  for (const { from, to, kinds } of edges) {
    const arrow = kinds.length === 1 && kinds[0] === 'IDENTITY' ? '-->' : '-.->';
    lines.push(`  ${idOf(from.table, from.column)} ${arrow} ${idOf(to.table, to.column)}`);
  }
  return lines.join('\n');
}

const quoted = (text: string): string => text.replaceAll('"', '#quot;');
