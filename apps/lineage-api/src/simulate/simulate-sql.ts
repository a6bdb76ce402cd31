import type { SimulateSqlResponse, SqlChange } from '@tributary/contracts';
import { found, type Found, type GraphReader, nameKey } from '@tributary/graph-store';
import { chooseSource } from './choose-source';
import { readScript } from './read-script';
import { toProposed } from './to-proposed';

/** What running new SQL would change and break. The engine reads it here, bounded by its steps; the graph is only read. */
export async function simulateSql(
  reader: GraphReader,
  change: SqlChange,
  most: { readonly depth: number; readonly limit: number },
): Promise<Found<SimulateSqlResponse>> {
  const source = chooseSource(await reader.sources(), change);
  if (!source.ok) return source;
  const at = new Date().toISOString();
  const script = await readScript(change, source.value, (tables) =>
    reader.schemas(
      tables.map((dataset) => ({
        dataset,
        temp: false,
        at,
        sessionId: null,
        sourceId: source.value.id,
      })),
    ),
  );
  const proposed = script.map(({ lineage }) => toProposed(lineage, source.value));
  const { known, ...simulated } = await reader.simulateStatements(proposed, most);
  return found({
    change,
    statements: script.map(({ sql, lineage }, index) => ({
      sql,
      statementKind: lineage.kind,
      rung: lineage.rung,
      confidence: lineage.confidence.level,
      reads: proposed[index]!.reads.map((name) => ({ ...name, known: known.has(nameKey(name)) })),
      writes: proposed[index]!.writes.map(({ dataset, effect }) => ({
        ...dataset,
        known: known.has(nameKey(dataset)),
        effect,
      })),
      diagnostics: lineage.diagnostics.map((each) => ({ ...each, candidates: [...each.candidates] })),
    })),
    ...simulated,
    cursor: null,
  });
}
