import { tableKey, type TableRef } from '../bind/table-ref';
import type {
  ColumnLineage,
  ColumnRef,
  ColumnSource,
  Influence,
  StatementLineage,
} from '../edges/statement-lineage';
import { composeKinds } from '../trace/flow';

/** What a temp table holds so far. */
interface Contents {
  readonly columns: Map<string, readonly ColumnSource[]>;
  influences: readonly Influence[];
  inputs: readonly TableRef[];
}

/**
 * Takes the temp tables out of a session's results: what reads one reads what went into it instead, as far as the
 * session shows. Statements that only fill a temp table keep nothing. A name that is dropped and made again is
 * another table.
 */
export function contractTemps(
  statements: readonly StatementLineage[],
  isTemp: (table: TableRef) => boolean = declaredTemp,
): readonly StatementLineage[] {
  const temps = new Map<string, Contents>();
  return statements.map((statement) => new Contraction(temps, isTemp, statement).run());
}

const declaredTemp = (table: TableRef): boolean => table.kind === 'table' && table.temp;

class Contraction {
  private readonly written: ReadonlySet<string>;

  constructor(
    private readonly temps: Map<string, Contents>,
    private readonly isTemp: (table: TableRef) => boolean,
    private readonly statement: StatementLineage,
  ) {
    this.written = new Set(statement.outputs.map((o) => tableKey(o.table)));
  }

  run(): StatementLineage {
    const { statement } = this;
    const columns = statement.columns.map((c) => ({ ...c, sources: this.expandSources(c.sources) }));
    const influences = statement.influences.flatMap((i) => this.expandInfluence(i));
    const inputs = distinct(statement.inputs.flatMap((t) => this.expandTable(t)));
    // A row of the output is also decided by what decided about the temp table's rows.
    const inherited = statement.outputs.flatMap(({ table }) =>
      statement.inputs.flatMap((input) =>
        (this.contentsOf(input)?.influences ?? []).map((i) => ({
          ...i,
          outputTable: table,
          outputColumns: 'all' as const,
          span: null,
        })),
      ),
    );
    const all = [...influences, ...inherited];
    for (const { table, effect } of statement.outputs) {
      if (!this.isTemp(table)) continue;
      if (effect === 'drop') this.temps.delete(tableKey(table));
      else this.fill(table, effect === 'append', columns, all, inputs);
    }
    for (const change of statement.schemaChanges) {
      if (change.kind !== 'rename-table') continue;
      const moved = this.temps.get(tableKey(change.from));
      if (moved === undefined) continue;
      this.temps.delete(tableKey(change.from));
      this.temps.set(tableKey(change.to), moved);
    }
    const onlyFills = statement.outputs.length > 0 && statement.outputs.every((o) => this.isTemp(o.table));
    const stays = (table: TableRef | null): boolean => table === null || !this.isTemp(table);
    return {
      ...statement,
      inputs: onlyFills ? [] : inputs,
      outputs: statement.outputs.filter((o) => stays(o.table)),
      columns: columns.filter((c) => stays(c.output.table)),
      influences: all.filter((i) => stays(i.outputTable)),
    };
  }

  private fill(
    table: TableRef,
    adds: boolean,
    columns: readonly ColumnLineage[],
    influences: readonly Influence[],
    inputs: readonly TableRef[],
  ): void {
    const key = tableKey(table);
    const before = adds ? this.temps.get(key) : undefined;
    const contents: Contents = before ?? { columns: new Map(), influences: [], inputs: [] };
    for (const { output, sources } of columns) {
      if (output.table === null || tableKey(output.table) !== key) continue;
      contents.columns.set(
        output.column,
        union([...(contents.columns.get(output.column) ?? []), ...sources]),
      );
    }
    contents.influences = [
      ...contents.influences,
      ...influences.filter((i) => i.outputTable !== null && tableKey(i.outputTable) === key),
    ];
    contents.inputs = distinct([...contents.inputs, ...inputs]);
    this.temps.set(key, contents);
  }

  private contentsOf(table: TableRef): Contents | undefined {
    return this.isTemp(table) ? this.temps.get(tableKey(table)) : undefined;
  }

  private expandSources(sources: readonly ColumnSource[]): readonly ColumnSource[] {
    if (!sources.some((s) => this.isTemp(s.source.table))) return sources;
    return union(
      sources.flatMap((s) => {
        if (!this.isTemp(s.source.table)) return [s];
        return this.columnOf(s.source).map((inner) => ({
          source: inner.source,
          kinds: composeKinds(inner.kinds, s.kinds),
          masking: inner.masking || s.masking,
        }));
      }),
    );
  }

  private expandInfluence(influence: Influence): readonly Influence[] {
    if (!this.isTemp(influence.input.table)) return [influence];
    return this.columnOf(influence.input).map(({ source }) => ({ ...influence, input: source }));
  }

  /** What went into a temp table's column; a star in it may hold any column that is not named. */
  private columnOf({ table, column }: ColumnRef): readonly ColumnSource[] {
    const contents = this.temps.get(tableKey(table));
    if (contents === undefined) return [];
    if (column === '*') return union([...contents.columns.values()].flat());
    const named = contents.columns.get(column);
    if (named !== undefined) return named;
    return (contents.columns.get('*') ?? []).map((s) =>
      s.source.column === '*' ? { ...s, source: { ...s.source, column } } : s,
    );
  }

  private expandTable(table: TableRef): readonly TableRef[] {
    if (!this.isTemp(table)) return [table];
    if (this.written.has(tableKey(table))) return [];
    return this.contentsOf(table)?.inputs ?? [];
  }
}

function distinct(tables: readonly TableRef[]): readonly TableRef[] {
  return [...new Map(tables.map((t) => [tableKey(t), t])).values()];
}

function union(sources: readonly ColumnSource[]): readonly ColumnSource[] {
  const found = new Map<string, ColumnSource>();
  for (const s of sources) {
    const key = `${tableKey(s.source.table)}\u0001${s.source.column}`;
    const before = found.get(key);
    found.set(
      key,
      before === undefined
        ? s
        : {
            ...s,
            kinds: [...new Set([...before.kinds, ...s.kinds])],
            masking: before.masking && s.masking,
          },
    );
  }
  return [...found.values()];
}
