import { analyze } from '../analyze';
import type { TableRef } from '../bind/table-ref';
import type { StatementLineage } from '../edges/statement-lineage';
import type { AnalyzeOptions } from '../options';
import { OverlaySchema } from './overlay-schema';

/** Statements of one session in order: each sees the settings, temp tables and columns that those before it left. */
export class Session {
  private readonly schema: OverlaySchema;
  private readonly temps: Set<string>;
  private readonly prepared = new Map<string, string>();
  private searchPath: readonly string[] | undefined;
  private database: string | undefined;

  constructor(private readonly options: AnalyzeOptions) {
    this.schema = new OverlaySchema(options.schema);
    this.temps = new Set(options.tempTables ?? []);
    this.searchPath = options.searchPath;
    this.database = options.defaultDatabase;
  }

  analyze(sql: string): StatementLineage {
    const lineage = this.executed(analyze(sql, this.context()));
    this.follow(lineage);
    return lineage;
  }

  /** EXECUTE does what its prepared statement says; the places of that text are not those of this one. */
  private executed(lineage: StatementLineage): StatementLineage {
    const { executes } = lineage.sessionEffect;
    const sql = executes === undefined ? undefined : this.prepared.get(executes);
    return sql === undefined ? lineage : withoutPlaces(analyze(sql, this.context()));
  }

  /** What the next statement is read with. */
  context(): AnalyzeOptions {
    return {
      ...this.options,
      schema: this.schema,
      tempTables: [...this.temps],
      ...(this.searchPath === undefined ? {} : { searchPath: this.searchPath }),
      ...(this.database === undefined ? {} : { defaultDatabase: this.database }),
    };
  }

  private follow(lineage: StatementLineage): void {
    const { sessionEffect: effect } = lineage;
    if (effect.prepares !== undefined) this.prepared.set(effect.prepares.name, effect.prepares.sql);
    if (effect.searchPath !== undefined) this.searchPath = effect.searchPath;
    if (effect.useDatabase !== undefined) this.database = effect.useDatabase;
    for (const { table, effect: change } of lineage.outputs)
      if (change === 'drop') this.schema.set(table, undefined);
    for (const name of effect.dropsTemp ?? []) this.temps.delete(name);
    for (const name of effect.createsTemp ?? []) this.temps.add(name);
    for (const { table, columns } of lineage.definedColumns)
      this.schema.set(
        table,
        columns?.map((c) => c.name),
      );
    this.schema.apply(lineage.schemaChanges);
    for (const change of lineage.schemaChanges) {
      if (change.kind !== 'rename-table') continue;
      if (isTemp(change.from)) this.temps.delete(change.from.name);
      if (isTemp(change.to)) this.temps.add(change.to.name);
    }
  }
}

const withoutPlaces = (lineage: StatementLineage): StatementLineage => ({
  ...lineage,
  kind: 'execute',
  columns: lineage.columns.map((c) => ({ ...c, expression: null })),
  influences: lineage.influences.map((i) => ({ ...i, span: null })),
  diagnostics: lineage.diagnostics.map((d) => ({ ...d, span: null })),
});

const isTemp = (table: TableRef): table is TableRef & { kind: 'table' } =>
  table.kind === 'table' && table.temp;
