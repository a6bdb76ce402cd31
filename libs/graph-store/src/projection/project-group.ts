import type { DatasetName } from '@tributary/contracts';
import { aliasPairs, type AliasSources } from './alias-pairs';
import { canonicalNames } from './canonical-names';
import { datasetFacts, type DatasetFacts } from './dataset-facts';
import { evidenceOf, type Evidence } from './edge-evidence';
import { edgesOfWrites, mergeEdges, type EdgeHistory } from './graph-edges';
import { resolveName, type NameState } from './name-state';
import type { StatementEdge } from './statement-edges';
import { compareRuns, executionKey } from './statement-run';
import { datasetsRead, isUse, usageDays, writersOf, type UsageDay, type Writer } from './usage';
import { writesOf, type Write } from './writes';

export interface GroupSources extends AliasSources {
  /** What the runs do, by `executionKey`, as `runEdges` gives it. */
  readonly edges: ReadonlyMap<string, readonly StatementEdge[]>;
  readonly stateOf: (key: string) => NameState | undefined;
}

export interface Alias extends DatasetName {
  readonly dataset: string;
  readonly key: string;
  readonly reason: string;
}

/** Everything the graph shows of a group of linked names. */
export interface GroupGraph {
  readonly datasets: readonly DatasetFacts[];
  readonly aliases: readonly Alias[];
  readonly edges: readonly EdgeHistory[];
  readonly evidence: readonly Evidence[];
  readonly writers: readonly Writer[];
  readonly usage: readonly UsageDay[];
}

/** The datasets behind a group of linked names. A pure function of what was observed; `sources.runs` are those that read or write any of them. */
export function projectGroup(sources: GroupSources): GroupGraph {
  const { names, edges, stateOf } = sources;
  const runs = [...sources.runs].sort(compareRuns);
  const writes = runs
    .flatMap((run) => writesOf(run, edges.get(executionKey(run)) ?? [], stateOf))
    .filter(({ dataset }) => names.has(dataset));
  const reads = runs
    .flatMap((run) => [...datasetsRead(run, stateOf)].map((dataset) => ({ dataset, run })))
    .filter(({ dataset }) => names.has(dataset));

  const lasting = new Map([...names.keys()].map((key) => [key, lastingKey(key, stateOf)]));
  const shown = new Set([
    ...sources.snapshots.map(({ name }) => lasting.get(name)!),
    ...writes.filter(isUse).map(({ dataset }) => dataset),
    ...reads.map(({ dataset }) => dataset),
  ]);
  const byDataset = new Map<string, Write[]>([...shown].map((key) => [key, []]));
  for (const write of writes) byDataset.get(write.dataset)?.push(write);

  return {
    datasets: [...byDataset].map(([key, own]) => {
      const snapshots = sources.snapshots.filter(({ name }) => lasting.get(name) === key);
      return datasetFacts(key, names.get(key)!, stateOf(key), snapshots, own);
    }),
    aliases: aliasesOf(sources, lasting, shown),
    edges: mergeEdges([...byDataset.values()].flatMap(edgesOfWrites)),
    evidence: [...byDataset.values()].flatMap(evidenceOf),
    writers: writersOf(writes),
    usage: usageDays(reads, writes),
  };
}

/** The dataset that a name means at last. */
const lastingKey = (key: string, stateOf: GroupSources['stateOf']): string =>
  resolveName(stateOf(key), key, '~');

/** Names that show another dataset; of those a table once bore, the ones that show nothing of their own. */
function aliasesOf(
  sources: GroupSources,
  lasting: ReadonlyMap<string, string>,
  shown: ReadonlySet<string>,
): Alias[] {
  const canonical = canonicalNames(sources.names, aliasPairs(sources));
  const aliases: Alias[] = [];
  for (const [key, name] of sources.names) {
    if (shown.has(key)) continue;
    const segments = sources.stateOf(key)?.segments ?? [];
    const former = segments.filter((segment) => segment.key !== key).at(-1)?.key;
    const dataset = lasting.get(key) === key ? former : lasting.get(key);
    if (dataset === undefined || !shown.has(dataset)) continue;
    aliases.push({ dataset, key, ...name, reason: canonical.get(key)?.reason ?? 'rename' });
  }
  return aliases;
}
