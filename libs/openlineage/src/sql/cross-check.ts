import { type Analysis, type EventEdge, isDirect } from '@tributary/contracts';
import type { FacetFindings } from '../observe/facet-findings';
import { keyOf } from '../observe/naming';
import { edgesOfSql } from './edges-of-sql';

/** Where a columnLineage facet and our own reading both tell an output's columns, says how often they disagree on which values flow. */
export function crossCheck(
  edges: readonly EventEdge[],
  analyses: readonly Analysis[],
  found: FacetFindings,
): void {
  const ours = new Map<string, Set<string>>();
  for (const edge of edgesOfSql(analyses.filter(({ rung }) => rung !== 'tables-only'))) {
    if (edge.outputColumn === null || !edge.kinds.some(isDirect)) continue;
    const output = keyOf(edge.output);
    ours.set(output, (ours.get(output) ?? new Set()).add(pairOf(edge)));
  }
  for (const [output, pairs] of ours) {
    const told = edges.filter(
      (edge) => edge.carrier === 'column-lineage-facet' && keyOf(edge.output) === output,
    );
    if (told.length === 0) continue;
    const theirs = new Set(
      told.filter(({ outputColumn, kinds }) => outputColumn !== null && kinds.some(isDirect)).map(pairOf),
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

const pairOf = ({ input, inputColumn, outputColumn }: EventEdge): string =>
  JSON.stringify([keyOf(input), inputColumn, outputColumn]);
