import type { EdgeKind, MessageDiagnostic } from '@tributary/contracts';
import { contentHash } from '../observe/content-hash';
import { instantOf } from './moment';
import { compareRuns, compareText, momentOfRun, type StatementRun } from './statement-run';
import type { GraphEdge, Write } from './writes';

/** Why an edge is believed: one analysis (or one OpenLineage job), with the runs it was seen in. */
export interface Evidence {
  readonly edgeId: string;
  readonly expression: string | null;
  readonly span: { readonly start: number; readonly end: number } | null;
  readonly kinds: readonly EdgeKind[];
  readonly masking: boolean;
  /** Mostly one object for all edges of an analysis. */
  readonly facts: EvidenceFacts;
}

/** What is the same for all edges that one analysis, or one job, makes. */
export interface EvidenceFacts {
  readonly key: string;
  readonly producer: string;
  readonly carrier: string | null;
  readonly sourceId: string | null;
  readonly analysisKey: string | null;
  readonly sqlHash: string | null;
  readonly shapeHash: string | null;
  readonly statementKind: string | null;
  readonly rung: string | null;
  readonly confidence: string | null;
  readonly job: string | null;
  readonly via: readonly string[];
  readonly diagnostics: readonly MessageDiagnostic[];
  readonly firstSeenAt: string;
  readonly lastSeenAt: string;
  readonly executions: number;
  /** The latest few, newest first. */
  readonly samples: readonly string[];
}

/** Edges that an analysis makes, and the runs in which it made just these. */
interface Reading {
  readonly edges: readonly GraphEdge[];
  readonly runs: StatementRun[];
}

const SAMPLES = 3;

/** The evidence for the edges of one dataset. `writes` must be in order. */
export function evidenceOf(writes: readonly Write[]): Evidence[] {
  return readingsByAnalysis(writes).flatMap(evidenceOfAnalysis);
}

/** Runs of one analysis mostly share one list of edges (see `writesOf`), so that edges are looked at once and not once a run. */
function readingsByAnalysis(writes: readonly Write[]): Reading[][] {
  const analyses = new Map<string, Map<readonly GraphEdge[], Reading>>();
  for (const { run, edges } of writes) {
    const id = `${run.sourceId}\n${run.analysis.key}`;
    const readings = analyses.get(id) ?? new Map<readonly GraphEdge[], Reading>();
    analyses.set(id, readings);
    const reading = readings.get(edges);
    if (reading) reading.runs.push(run);
    else readings.set(edges, { edges, runs: [run] });
  }
  return [...analyses.values()].map((readings) => [...readings.values()]);
}

function evidenceOfAnalysis(readings: readonly Reading[]): Evidence[] {
  const found = new Map<string, { readonly edges: GraphEdge[]; readonly readings: number[] }>();
  readings.forEach(({ edges }, reading) => {
    for (const edge of edges) {
      const key = edge.via.length === 0 ? edge.id : [edge.id, ...edge.via].join('\n');
      const group = found.get(key);
      if (group === undefined) found.set(key, { edges: [edge], readings: [reading] });
      else {
        group.edges.push(edge);
        if (group.readings.at(-1) !== reading) group.readings.push(reading);
      }
    }
  });
  const known = new Map<string, EvidenceFacts>();
  return [...found.values()].map((group) => {
    const { via } = group.edges[0]!;
    const id = [group.readings.join(), ...via].join('\n');
    const facts = known.get(id) ?? factsOf(runsOf(group.readings.map((at) => readings[at]!)), via);
    known.set(id, facts);
    return evidence(group.edges, facts);
  });
}

const runsOf = (readings: readonly Reading[]): readonly StatementRun[] =>
  readings.length === 1 ? readings[0]!.runs : readings.flatMap(({ runs }) => runs).sort(compareRuns);

function evidence(edges: readonly GraphEdge[], facts: EvidenceFacts): Evidence {
  const best = edges.length === 1 ? edges[0]! : [...edges].sort(bySpan)[0]!;
  return {
    edgeId: best.id,
    expression: best.expression,
    span: best.span,
    kinds: kindsOf(edges),
    masking: edges.some((edge) => edge.masking),
    facts,
  };
}

function factsOf(runs: readonly StatementRun[], via: readonly string[]): EvidenceFacts {
  const [first, last] = [runs[0]!, runs.at(-1)!];
  const { analysis } = last;
  return {
    key: contentHash([last.sourceId, analysis.key, via]),
    producer: last.sourceKind,
    carrier: null,
    sourceId: last.sourceId,
    analysisKey: analysis.key,
    sqlHash: analysis.sqlHash,
    shapeHash: analysis.shapeHash,
    statementKind: analysis.statementKind,
    rung: analysis.rung,
    confidence: analysis.confidence.level,
    job: null,
    via,
    diagnostics: analysis.diagnostics,
    firstSeenAt: first.startedAt,
    lastSeenAt: instantOf(momentOfRun(last)),
    executions: runs.length,
    samples: runs
      .slice(-SAMPLES)
      .reverse()
      .map((run) => run.executionId),
  };
}

/** All kinds of some edges, once each and sorted. */
export function kindsOf(edges: Iterable<{ readonly kinds: readonly EdgeKind[] }>): EdgeKind[] {
  const kinds = new Set<EdgeKind>();
  for (const edge of edges) for (const kind of edge.kinds) kinds.add(kind);
  return [...kinds].sort();
}

const bySpan = (a: GraphEdge, b: GraphEdge): number =>
  (a.span?.start ?? Number.MAX_SAFE_INTEGER) - (b.span?.start ?? Number.MAX_SAFE_INTEGER) ||
  (a.span?.end ?? 0) - (b.span?.end ?? 0) ||
  compareText(a.expression ?? '', b.expression ?? '') ||
  compareText(a.kinds.join(), b.kinds.join());
