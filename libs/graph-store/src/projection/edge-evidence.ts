import type { EdgeKind, MessageDiagnostic } from '@tributary/contracts';
import { contentHash } from '../observe/content-hash';
import { instantOf } from './moment';
import { compareText, momentOfRun, type StatementRun } from './statement-run';
import type { GraphEdge, Write } from './writes';

/** Why an edge is believed: one analysis (or one OpenLineage job), with the runs it was seen in. */
export interface Evidence {
  readonly edgeId: string;
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
  readonly expression: string | null;
  readonly span: { readonly start: number; readonly end: number } | null;
  readonly kinds: readonly EdgeKind[];
  readonly masking: boolean;
  readonly job: string | null;
  readonly via: readonly string[];
  readonly diagnostics: readonly MessageDiagnostic[];
  readonly firstSeenAt: string;
  readonly lastSeenAt: string;
  readonly executions: number;
  /** The latest few, newest first. */
  readonly samples: readonly string[];
}

const SAMPLES = 3;

/** The evidence for the edges of one dataset. `writes` must be in order. */
export function evidenceOf(writes: readonly Write[]): Evidence[] {
  const found = new Map<string, { edges: Map<string, GraphEdge>; runs: StatementRun[] }>();
  for (const { run, edges } of writes) {
    const inRun = new Set<string>();
    for (const edge of edges) {
      const key = [edge.id, run.sourceId, run.analysis.key, ...edge.via].join('\n');
      const group = found.get(key) ?? { edges: new Map<string, GraphEdge>(), runs: [] };
      found.set(key, group);
      group.edges.set(contentOf(edge), edge);
      if (!inRun.has(key)) group.runs.push(run);
      inRun.add(key);
    }
  }
  return [...found.values()].map(({ edges, runs }) => evidence([...edges.values()].sort(bySpan), runs));
}

function evidence(edges: readonly GraphEdge[], runs: readonly StatementRun[]): Evidence {
  const best = edges[0]!;
  const [first, last] = [runs[0]!, runs.at(-1)!];
  const { analysis } = last;
  return {
    edgeId: best.id,
    key: contentHash([last.sourceId, analysis.key, best.via]),
    producer: last.sourceKind,
    carrier: null,
    sourceId: last.sourceId,
    analysisKey: analysis.key,
    sqlHash: analysis.sqlHash,
    shapeHash: analysis.shapeHash,
    statementKind: analysis.statementKind,
    rung: analysis.rung,
    confidence: analysis.confidence.level,
    expression: best.expression,
    span: best.span,
    kinds: kindsOf(edges),
    masking: edges.some((edge) => edge.masking),
    job: null,
    via: best.via,
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

const contents = new WeakMap<GraphEdge, string>();

function contentOf(edge: GraphEdge): string {
  const known = contents.get(edge);
  if (known !== undefined) return known;
  const content = JSON.stringify([edge.kinds, edge.masking, edge.span, edge.expression]);
  contents.set(edge, content);
  return content;
}

/** All kinds of some edges, once each and sorted. */
export const kindsOf = (edges: Iterable<{ readonly kinds: readonly EdgeKind[] }>): EdgeKind[] =>
  [...new Set([...edges].flatMap((edge) => edge.kinds))].sort();

const bySpan = (a: GraphEdge, b: GraphEdge): number =>
  (a.span?.start ?? Number.MAX_SAFE_INTEGER) - (b.span?.start ?? Number.MAX_SAFE_INTEGER) ||
  (a.span?.end ?? 0) - (b.span?.end ?? 0) ||
  compareText(a.expression ?? '', b.expression ?? '') ||
  compareText(a.kinds.join(), b.kinds.join());
