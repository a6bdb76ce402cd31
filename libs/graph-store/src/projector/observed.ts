import { analysis, type DatasetName } from '@tributary/contracts';
import { loadExternalSchemas } from '../load-external-schemas';
import { datasetsOf } from '../observe/rows-of-lineage';
import type { ExternalSchemaFact } from '../projection/implied-aliases';
import type { NameState } from '../projection/name-state';
import { executionKey, type RunHeader, type StoredAnalysis } from '../projection/statement-run';
import type { Queryable } from '../store/database';
import selectAnalyses from '../statements/select-analyses.sql';
import selectExecutions from '../statements/select-executions.sql';
import selectNames from '../statements/select-names.sql';
import selectNameStates from '../statements/select-name-states.sql';

/** An execution as stored, with the analysis chosen for it so far. */
export interface StoredExecution extends RunHeader {
  readonly sqlHash: string;
  readonly contextKey: string;
  /** Successful and not rolled back. */
  readonly effective: boolean;
  readonly analysisKey: string | null;
  readonly matched: boolean | null;
  readonly requestKey: string | null;
}

export interface Touched {
  readonly reads: readonly string[];
  readonly writes: readonly string[];
}

const storedAnalysis = analysis.omit({ sql: true });

/** What one projection has read so far, each thing once. Its transaction sees one state of the store, so nothing here goes stale. */
export class Observed {
  private readonly analysesByKey = new Map<string, StoredAnalysis>();
  private readonly touchedByKey = new Map<string, Touched>();
  private readonly namesByKey = new Map<string, DatasetName | null>();
  private readonly statesByKey = new Map<string, NameState | null>();
  private schemas: Promise<ExternalSchemaFact[]> | undefined;

  constructor(readonly transaction: Queryable) {}

  async executions(keys: Iterable<string>): Promise<StoredExecution[]> {
    const pairs = [...keys].map(splitExecutionKey);
    if (pairs.length === 0) return [];
    return await this.transaction.query<StoredExecution>(selectExecutions, [
      pairs.map(([sourceId]) => sourceId),
      pairs.map(([, executionId]) => executionId),
    ]);
  }

  /** Reads analyses that `analysis` is then asked for. */
  async loadAnalyses(keys: Iterable<string>): Promise<void> {
    const missing = [...new Set(keys)].filter((key) => !this.analysesByKey.has(key));
    if (missing.length === 0) return;
    const rows = await this.transaction.query<{ analysis_key: string; body: unknown }>(selectAnalyses, [
      missing,
    ]);
    for (const row of rows) this.analysesByKey.set(row.analysis_key, storedAnalysis.parse(row.body));
  }

  analysis(key: string): StoredAnalysis {
    const found = this.analysesByKey.get(key);
    if (found === undefined) throw new Error(`analysis ${key} was not read before it was asked for`);
    return found;
  }

  /** The permanent names that a loaded analysis reads and writes. */
  touched(key: string): Touched {
    const known = this.touchedByKey.get(key);
    if (known !== undefined) return known;
    const rows = datasetsOf(this.analysis(key));
    const touched = {
      reads: rows.filter((row) => row.reads).map((row) => row.name_key),
      writes: rows.filter((row) => row.writes).map((row) => row.name_key),
    };
    this.touchedByKey.set(key, touched);
    return touched;
  }

  /** The names that were ever seen, of those asked for. */
  async names(keys: Iterable<string>): Promise<Map<string, DatasetName>> {
    const asked = [...new Set(keys)];
    const missing = asked.filter((key) => !this.namesByKey.has(key));
    if (missing.length > 0) {
      for (const key of missing) this.namesByKey.set(key, null);
      const rows = await this.transaction.query<DatasetName & { name_key: string }>(selectNames, [missing]);
      for (const { name_key, namespace, name } of rows) this.namesByKey.set(name_key, { namespace, name });
    }
    return new Map(
      asked.flatMap((key) => {
        const name = this.namesByKey.get(key);
        return name ? [[key, name] as const] : [];
      }),
    );
  }

  /** Reads what names meant when, for `state`. */
  async loadStates(keys: Iterable<string>): Promise<void> {
    const missing = [...new Set(keys)].filter((key) => !this.statesByKey.has(key));
    if (missing.length === 0) return;
    for (const key of missing) this.statesByKey.set(key, null);
    const rows = await this.transaction.query<{ name_key: string; body: NameState }>(selectNameStates, [
      missing,
    ]);
    for (const row of rows) this.statesByKey.set(row.name_key, row.body);
  }

  readonly state = (key: string): NameState | undefined => this.statesByKey.get(key) ?? undefined;

  setState(key: string, state: NameState | null): void {
    this.statesByKey.set(key, state);
  }

  async externalSchemas(): Promise<ExternalSchemaFact[]> {
    this.schemas ??= loadExternalSchemas(this.transaction);
    return await this.schemas;
  }
}

/** The inverse of `executionKey`. */
export const splitExecutionKey = (key: string): [sourceId: string, executionId: string] => {
  const cut = key.indexOf('\n');
  return [key.slice(0, cut), key.slice(cut + 1)];
};

export const keysOf = (executions: readonly RunHeader[]): string[] => executions.map(executionKey);
