import type { DatasetName } from '@tributary/contracts';
import { aliasPairs, type AliasSources } from './alias-pairs';
import { canonicalNames } from './canonical-names';
import { datasetFacts, type DatasetFacts } from './dataset-facts';
import { evidenceOf, type Evidence } from './edge-evidence';
import { edgesOfWrites, mergeEdges, withoutImplied, type EdgeHistory } from './graph-edges';
import { resolveName, type NameState } from './name-state';
import type { StatementEdge } from './statement-edges';
import { canonicalJson } from '../observe/content-hash';
import { jobUsageDays, jobWritersOf } from './openlineage-usage';
import type { OpenLineageRun } from './openlineage-run';
import {
  edgesOfOpenLineage,
  evidenceOfOpenLineage,
  openLineageWrites,
  type OpenLineageReach,
  type OpenLineageWrite,
} from './openlineage-writes';
import { compareRuns, compareText, executionKey } from './statement-run';
import type { Told } from './told';
import { datasetsRead, isUse, mergeUsage, usageDays, writersOf, type UsageDay, type Writer } from './usage';
import { writesOf, type Write } from './writes';

export interface GroupSources extends AliasSources {
  /** What the runs do, by `executionKey`, as `runEdges` gives it. */
  readonly edges: ReadonlyMap<string, readonly StatementEdge[]>;
  readonly stateOf: (key: string) => NameState | undefined;
  readonly openLineage: readonly OpenLineageRun[];
  /** Of the proven runs among them. */
  readonly reachOf: (run: OpenLineageRun) => OpenLineageReach;
  /** In order of time. */
  readonly told: readonly Told[];
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

  const jobs = sources.openLineage.filter(({ proven }) => proven).sort(compareJobs);
  const keys = [...names.keys()];
  const jobWrites = openLineageWrites(jobs, keys, sources.reachOf, stateOf);
  const jobReads = jobs.flatMap((run) => {
    const { reads: read } = sources.reachOf(run);
    return keys.filter((key) => read.has(key)).map((dataset) => ({ dataset, run }));
  });

  const lasting = new Map([...names.keys()].map((key) => [key, lastingKey(key, stateOf)]));
  const shown = new Set([
    ...sources.snapshots.map(({ name }) => lasting.get(name)!),
    ...writes.filter(isUse).map(({ dataset }) => dataset),
    ...reads.map(({ dataset }) => dataset),
    ...sources.told.map(({ name }) => lasting.get(name)!),
    ...jobWrites.map(({ dataset }) => dataset),
    ...jobReads.map(({ dataset }) => dataset),
  ]);
  const byDataset = new Map<string, Write[]>([...shown].map((key) => [key, []]));
  for (const write of writes) byDataset.get(write.dataset)?.push(write);

  const byJobs = new Map<string, OpenLineageWrite[]>();
  for (const write of jobWrites) {
    byJobs.set(write.dataset, [...(byJobs.get(write.dataset) ?? []), write]);
  }
  const shownEdges = withoutImplied(
    mergeEdges([
      ...[...byDataset.values()].flatMap(edgesOfWrites),
      ...[...byJobs.values()].flatMap(edgesOfOpenLineage),
    ]),
  );
  const shownIds = new Set(shownEdges.map(({ id }) => id));

  return {
    datasets: [...byDataset].map(([key, own]) =>
      datasetFacts(key, names.get(key)!, {
        state: stateOf(key),
        snapshots: sources.snapshots.filter(({ name }) => lasting.get(name) === key),
        told: sources.told.filter(({ name }) => lasting.get(name) === key),
        writes: own,
        isJobOutput: byJobs.has(key),
      }),
    ),
    aliases: aliasesOf(sources, lasting, shown),
    edges: shownEdges,
    evidence: [
      ...[...byDataset.values()].flatMap(evidenceOf),
      ...evidenceOfOpenLineage(jobWrites).filter(({ edgeId }) => shownIds.has(edgeId)),
    ],
    writers: [...writersOf(writes), ...jobWritersOf(jobWrites)],
    usage: mergeUsage([...usageDays(reads, writes), ...jobUsageDays(jobReads, jobWrites)]),
  };
}

const compareJobs = (a: OpenLineageRun, b: OpenLineageRun): number =>
  compareText(a.moment, b.moment) ||
  compareText(a.stream, b.stream) ||
  compareText(a.id ?? '', b.id ?? '') ||
  compareText(canonicalJson(a), canonicalJson(b));

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
