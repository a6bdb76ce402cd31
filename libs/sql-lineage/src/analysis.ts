import { TableNamer } from './bind/table-namer';
import { TableNode } from './bind/table-node';
import { tableKey, type TableRef } from './bind/table-ref';
import type { Rows } from './bind/rows';
import type { Touched } from './bind/touched';
import type { Diagnostic, DiagnosticCode } from './diagnostic';
import { traitsOf, type Traits } from './dialect/traits';
import type { AnalyzeOptions } from './options';
import type { Name, Span } from './tree/expression';

/** Enough for 1 MB of dense SQL; a runaway statement ends after about a second. */
const DEFAULT_BUDGET = 20_000_000;

/** At most this many diagnostics of one statement are kept: the rest would say the same. */
const MAX_DIAGNOSTICS = 200;

/** Leaves the analysis when a statement costs more than its budget; caught where the statement began. */
export class BudgetExhausted extends Error {}

/** What one statement's analysis shares: its tables, its findings and its budget. */
export class Analysis {
  readonly traits: Traits;
  readonly namer: TableNamer;
  readonly diagnostics: Diagnostic[] = [];
  readonly inputs = new Map<string, TableNode>();
  readonly tables = new Map<string, TableNode>();
  /** Loop variables of a routine, with the rows that they run over. */
  readonly records = new Map<Name, Rows>();
  /** While not null: the relations that the expression being traced reads from. */
  touched: Touched | null = null;
  steps = 0;
  private readonly budget: number;

  constructor(
    readonly text: string,
    readonly options: AnalyzeOptions,
  ) {
    this.traits = traitsOf(options.dialect);
    this.namer = new TableNamer(options);
    this.budget = options.budget ?? DEFAULT_BUDGET;
  }

  step(cost = 1): void {
    this.steps += cost;
    if (this.steps > this.budget) throw new BudgetExhausted(`more than ${this.budget} steps`);
  }

  /** The dataset of that name, its columns looked up once. */
  table(ref: TableRef): TableNode {
    const key = tableKey(ref);
    let node = this.tables.get(key);
    if (node === undefined) {
      node = new TableNode(ref, key, this.columnsOf(ref));
      this.tables.set(key, node);
    }
    return node;
  }

  /** A dataset that the statement reads. */
  read(ref: TableRef): TableNode {
    const node = this.table(ref);
    this.inputs.set(node.key, node);
    return node;
  }

  /** Remembers the columns of a dataset that an inner statement made. */
  learn(ref: TableRef, columns: readonly Name[] | null): void {
    const key = tableKey(ref);
    this.tables.set(key, new TableNode(ref, key, columns));
  }

  /** The datasets whose columns decide about this result, with what is known of them. */
  consulted(): readonly { readonly table: TableRef; readonly columns: readonly Name[] | null }[] {
    const found = new Map<string, { readonly table: TableRef; readonly columns: readonly Name[] | null }>();
    for (const node of this.tables.values())
      if (node.ref.kind !== 'external') found.set(node.key, { table: node.ref, columns: node.names });
    for (const table of this.namer.tried) {
      const key = tableKey(table);
      if (!found.has(key)) found.set(key, { table, columns: this.columnsOf(table) });
    }
    return [...found.values()];
  }

  /** True when reporting it would add nothing: ask before a message is put together. */
  isReported(code: DiagnosticCode, subject: string | null): boolean {
    if (this.diagnostics.length >= MAX_DIAGNOSTICS) return true;
    if (code === 'opaque') return false;
    for (const d of this.diagnostics) if (d.subject === subject && d.code === code) return true;
    return false;
  }

  report(
    code: DiagnosticCode,
    message: string,
    subject: string | null,
    span: Span | null,
    candidates: readonly string[] = [],
  ): void {
    if (this.isReported(code, subject)) return;
    const place = span === null || span.start < 0 ? null : { start: span.start, end: span.end };
    this.diagnostics.push({ code, message, subject, candidates, span: place });
  }

  private columnsOf(ref: TableRef): readonly Name[] | null {
    const columns = this.options.schema?.columns(ref);
    if (columns === undefined || columns.length === 0) return null;
    return this.options.caseSensitiveIdentifiers === true ? columns : columns.map((c) => c.toLowerCase());
  }
}
