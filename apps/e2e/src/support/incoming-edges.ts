import { isDirect, type EdgeKind } from '@tributary/contracts';
import pg from 'pg';

const currentEdges = `
  select target.display_name || '.' || target_column.name as "to",
         origin.display_name || '.' || origin_column.name as "from",
         edge.kinds
  from column_edge edge
  join dataset_column target_column on target_column.column_id = edge.to_column_id
  join dataset target on target.dataset_id = edge.to_dataset_id
  join dataset_column origin_column on origin_column.column_id = edge.from_column_id
  join dataset origin on origin.dataset_id = edge.from_dataset_id
  where edge.valid_to is null`;

/** The graph's current edges in the words of the truth file, by the column they lead to. */
export async function incomingEdges(databaseUrl: string): Promise<Map<string, Set<string>>> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ to: string; from: string; kinds: EdgeKind[] }>(currentEdges);
    const edges = new Map<string, Set<string>>();
    for (const { to, from, kinds } of rows) {
      const into = edges.get(to) ?? new Set<string>();
      for (const kind of kinds) into.add(`${isDirect(kind) ? '<-' : '<~'} ${from} ${kind}`);
      edges.set(to, into);
    }
    return edges;
  } finally {
    await client.end();
  }
}

/** Where graph and truth differ, as lines for a person; empty when they agree on every column that the truth names. */
export function differences(truth: Map<string, Set<string>>, actual: Map<string, Set<string>>): string[] {
  const lines: string[] = [];
  for (const [column, expected] of truth) {
    const found = actual.get(column) ?? new Set<string>();
    for (const edge of expected) if (!found.has(edge)) lines.push(`missing  ${column} ${edge}`);
    for (const edge of found) if (!expected.has(edge)) lines.push(`extra    ${column} ${edge}`);
  }
  return lines;
}
