import { analysis, type DatasetName } from '@tributary/contracts';
import { loadExternalSchemas } from '../load-external-schemas';
import { datasetsOf } from '../observe/rows-of-lineage';
import { compareTables, type SeenTables, type TableComparison } from '../projection/compare-tables';
import type { ExternalSchemaFact } from '../projection/implied-aliases';
import type { NameState } from '../projection/name-state';
import { executionKey, type RunHeader, type StoredAnalysis } from '../projection/statement-run';
import { withSeenTables } from '../projection/with-seen-tables';
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

interface AnalysisRow {
  readonly analysis_key: string;
  readonly body: unknown;
  readonly tables: readonly SeenTables[] | null;
}

/** A reading of a statement, as its text says and with what the warehouse said besides. */
interface Reading {
  readonly parsed: StoredAnalysis;
  readonly comparison: TableComparison | null;
  readonly seen: StoredAnalysis;
}

/** What one projection has read so far, each thing once. Its transaction sees one state of the store, so nothing here goes stale. */
export class Observed {
  private readonly readingsByKey = new Map<string, Reading>();
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

  /** Reads analyses that `parsed`, `analysis` and `comparison` are then asked for. */
  async loadAnalyses(keys: Iterable<string>): Promise<void> {
    const missing = [...new Set(keys)].filter((key) => !this.readingsByKey.has(key));
    if (missing.length === 0) return;
    const rows = await this.transaction.query<AnalysisRow>(selectAnalyses, [missing]);
    for (const { analysis_key, body, tables } of rows) {
      const parsed = storedAnalysis.parse(body);
      const comparison = compareTables(parsed, tables ?? []);
      this.readingsByKey.set(analysis_key, {
        parsed,
        comparison,
        seen: withSeenTables(parsed, comparison),
      });
    }
  }

  /** What a statement's text says: by it alone is decided which reading holds. */
  parsed(key: string): StoredAnalysis {
    return this.reading(key).parsed;
  }

  /** What a statement does: its text, and the tables that the warehouse read besides. */
  analysis(key: string): StoredAnalysis {
    return this.reading(key).seen;
  }

  /** How a reading compares with what the warehouse said; null when there is nothing to compare. */
  comparison(key: string): TableComparison | null {
    return this.reading(key).comparison;
  }

  private reading(key: string): Reading {
    const found = this.readingsByKey.get(key);
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
