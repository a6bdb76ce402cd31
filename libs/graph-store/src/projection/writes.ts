import type { OutputEffect } from '@tributary/contracts';
import { hashOfList } from '../observe/content-hash';
import type { Moment } from './moment';
import { birthOf, resolveColumn, resolveName, type NameState } from './name-state';
import type { ColumnAddress, StatementEdge } from './statement-edges';
import { keyOf, momentOfRun, type StatementRun } from './statement-run';

/** An edge between datasets under the names they have now. */
export interface GraphEdge extends StatementEdge {
  readonly id: string;
  /** When the column it leads to was dropped. */
  readonly endsAt: Moment | null;
}

/** What one run does to one dataset. */
export interface Write {
  readonly dataset: string;
  readonly run: StatementRun;
  readonly effect: OutputEffect;
  readonly born: Moment | null;
  readonly edges: readonly GraphEdge[];
}

/** Stable identity of an edge: its two ends and whether a value flows. */
export const edgeId = (from: ColumnAddress, to: ColumnAddress, direct: boolean): string =>
  hashOfList([from.key, from.column, to.key, to.column, direct]);

/** What a run writes, dataset by dataset; `edges` as `runEdges` gives them. */
export function writesOf(
  run: StatementRun,
  edges: readonly StatementEdge[],
  stateOf: (key: string) => NameState | undefined,
): Write[] {
  const moment = momentOfRun(run);
  return effectsOf(run).map(({ key, effect }) => {
    const state = stateOf(key);
    const dataset = resolveName(state, key, moment);
    // Into a table that never moved the same hops are always the same edges, and most runs share theirs.
    const fixed = (state?.segments.length ?? 0) === 0;
    const known = fixed ? fixedEdges.get(edges)?.get(key) : undefined;
    const into = known ?? edgesInto(key, dataset, edges, state, moment);
    if (fixed)
      fixedEdges.set(edges, (fixedEdges.get(edges) ?? new Map<string, GraphEdge[]>()).set(key, into));
    return { dataset, run, effect, born: birthOf(state, moment), edges: into };
  });
}

const fixedEdges = new WeakMap<readonly StatementEdge[], Map<string, GraphEdge[]>>();

const edgesInto = (
  key: string,
  dataset: string,
  edges: readonly StatementEdge[],
  state: NameState | undefined,
  moment: Moment,
): GraphEdge[] =>
  edges
    .filter((edge) => edge.to.key === key)
    .map((edge) => {
      const { column, droppedAt } = resolveColumn(state, edge.to.column, moment);
      const to = { key: dataset, column };
      return { ...edge, to, id: edgeId(edge.from, to, edge.direct), endsAt: droppedAt };
    });

function effectsOf(run: StatementRun): { key: string; effect: OutputEffect }[] {
  const { datasets, outputs, schemaChanges } = run.analysis;
  const effects = outputs.map(({ dataset, effect }) => ({ dataset, effect }));
  for (const change of schemaChanges) {
    if (change.kind !== 'append-table') continue;
    // The rows move: what they leave is empty.
    effects.push({ dataset: change.to, effect: 'append' }, { dataset: change.from, effect: 'truncate' });
  }
  const seen = new Map<string, OutputEffect>();
  for (const { dataset, effect } of effects) {
    if (datasets[dataset]!.temp) continue;
    const key = keyOf(datasets[dataset]!, run);
    if (!seen.has(key)) seen.set(key, effect);
  }
  return [...seen].map(([key, effect]) => ({ key, effect }));
}

/** True when rows or a definition came to be; deleting adds nothing. */
export const isWritten = ({ effect, run }: Pick<Write, 'effect' | 'run'>): boolean =>
  effect === 'replace' ||
  effect === 'define' ||
  (effect === 'append' && !/^delete\b/i.test(run.analysis.statementKind));
