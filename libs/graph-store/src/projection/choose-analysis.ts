import type { DatasetRef } from '@tributary/contracts';
import { contentHash } from '../observe/content-hash';
import type { SchemaAnswer } from './name-state';
import { compareText, lastPart, type StoredAnalysis } from './statement-run';

/** What was true in the session, and of the schemas, when a statement started. */
export interface StatementFacts {
  /** Last parts of the temp tables that live in the session just before. */
  readonly temps: ReadonlySet<string>;
  readonly schemaOf: (dataset: DatasetRef) => SchemaAnswer | null;
}

export interface Choice {
  readonly analysisKey: string;
  /** False when no candidate was made knowing just these facts: the one chosen stands in until the statement is parsed again. */
  readonly matched: boolean;
  /** What to parse the statement with, and a key for the facts it should then consult; null when matched. */
  readonly wanted: { readonly tempTables: readonly string[]; readonly factsHash: string } | null;
}

/** The analysis that holds for an execution, out of those of its statement in its context. `candidates` must not be empty. */
export function chooseAnalysis(candidates: readonly StoredAnalysis[], facts: StatementFacts): Choice {
  const ranked = candidates
    .map((analysis) => ({ analysis, misses: misses(analysis, facts) }))
    .sort(
      (a, b) =>
        Number(a.misses > 0) - Number(b.misses > 0) ||
        compareVersions(b.analysis.engineVersion, a.analysis.engineVersion) ||
        a.misses - b.misses ||
        compareText(a.analysis.key, b.analysis.key),
    );
  const { analysis, misses: missed } = ranked[0]!;
  if (missed === 0) return { analysisKey: analysis.key, matched: true, wanted: null };
  const tempTables = mentionedTemps(analysis, facts).sort();
  return {
    analysisKey: analysis.key,
    matched: false,
    wanted: { tempTables, factsHash: contentHash([tempTables, expectations(analysis, facts)]) },
  };
}

/** How many facts an analysis got wrong: temp tables it did not know of or believed in, schemas it saw otherwise. */
function misses(analysis: StoredAnalysis, facts: StatementFacts): number {
  const mentioned = new Set(analysis.datasets.map((dataset) => lastPart(dataset.name)));
  const told = new Set(analysis.tempTables.map(lastPart));
  // `create temp table t` and `#t` say so themselves.
  const evident = new Set(
    analysis.datasets.filter((dataset) => dataset.temp).map((dataset) => lastPart(dataset.name)),
  );
  const unknown = [...facts.temps].filter(
    (name) => mentioned.has(name) && !told.has(name) && !evident.has(name),
  );
  const imagined = [...told].filter((name) => mentioned.has(name) && !facts.temps.has(name));
  const otherwise = expectations(analysis, facts).filter(
    (expected, i) => !sameList(expected, analysis.consulted[i]!.columns),
  );
  return unknown.length + imagined.length + otherwise.length;
}

const expectations = (analysis: StoredAnalysis, facts: StatementFacts): (string[] | null)[] =>
  analysis.consulted.map(
    ({ dataset }) =>
      facts.schemaOf(analysis.datasets[dataset]!)?.columns.map((column) => column.name) ?? null,
  );

function mentionedTemps(analysis: StoredAnalysis, facts: StatementFacts): string[] {
  const mentioned = new Set(analysis.datasets.map((dataset) => lastPart(dataset.name)));
  return [...facts.temps].filter((name) => mentioned.has(name));
}

function sameList(a: readonly string[] | null, b: readonly string[] | null): boolean {
  if (a === null || b === null) return a === b;
  return a.length === b.length && a.every((each, i) => each === b[i]);
}

/** `1.10.0` is newer than `1.9.3`. */
function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => version.split(/[.+-]/));
  for (let i = 0; i < Math.max(left!.length, right!.length); i += 1) {
    const [x, y] = [left![i] ?? '', right![i] ?? ''];
    const numeric = /^\d+$/.test(x) && /^\d+$/.test(y) ? Number(x) - Number(y) : compareText(x, y);
    if (numeric !== 0) return numeric;
  }
  return 0;
}
