import { type Analysis, type EventEdge, isDirect } from '@tributary/contracts';
import type { FacetFindings } from '../observe/facet-findings';
import { keyOf } from '../observe/naming';

/** Where a columnLineage facet and our own reading both tell an output's columns, says how often they disagree on which values flow. */
export function crossCheck(
  edges: readonly EventEdge[],
  analyses: readonly Analysis[],
  found: FacetFindings,
): void {
  const ours = new Map<string, Set<string>>();
  for (const { rung, datasets, columns } of analyses) {
    if (rung === 'tables-only') continue;
    for (const { dataset, column, sources } of columns) {
      const output = keyOf(datasets[dataset]!);
      const pairs = ours.get(output) ?? new Set();
      ours.set(output, pairs);
      for (const source of sources.filter(({ kinds }) => kinds.some(isDirect)))
        pairs.add(JSON.stringify([keyOf(datasets[source.dataset]!), source.column, column]));
    }
  }
  for (const [output, pairs] of ours) {
    const told = edges.filter(
      (edge) => edge.carrier === 'column-lineage-facet' && keyOf(edge.output) === output,
    );
    if (told.length === 0) continue;
    const theirs = new Set(
      told
        .filter(({ outputColumn, kinds }) => outputColumn !== null && kinds.some(isDirect))
        .map((edge) => JSON.stringify([keyOf(edge.input), edge.inputColumn, edge.outputColumn])),
    );
    const onlyOurs = [...pairs].filter((pair) => !theirs.has(pair)).length;
    const onlyTheirs = [...theirs].filter((pair) => !pairs.has(pair)).length;
    if (onlyOurs + onlyTheirs > 0)
      found.warn(
        'sql-disagrees',
        `${output.replace('\n', ' ')}: of the flows between columns ${onlyTheirs} stand only in columnLineage, ${onlyOurs} only in the SQL`,
      );
  }
}
