import { TableNamer } from '../bind/table-namer';
import { tableKey, type TableRef } from '../bind/table-ref';
import type { DiagnosticCode } from '../diagnostic';
import { traitsOf } from '../dialect/traits';
import { confidenceOf } from '../edges/finish-lineage';
import type { OutputEffect, StatementLineage } from '../edges/statement-lineage';
import type { AnalyzeOptions } from '../options';
import { Parser } from '../parse/parser';
import { notRelationAlias } from '../parse/words';
import { T, type Tokens } from '../split/tokens';
import type { StatementKind } from '../tree/statement';

/** Why a statement was not read in full. */
export interface Failure {
  readonly code: DiagnosticCode;
  readonly message: string;
  readonly at: number;
}

/** The last rung: the tables that a text names, found by the words before them; no columns, and no claim of more. */
export function scanTables(tokens: Tokens, options: AnalyzeOptions, failure: Failure): StatementLineage {
  const scan = new Scan(tokens, options);
  scan.run();
  const [first = null] = scan.outputs.values();
  return {
    kind: kindOf(tokens, first?.effect ?? null),
    inputs: [...scan.inputs.values()],
    outputs: [...scan.outputs.values()],
    columns: [],
    influences: [],
    definedColumns: [],
    schemaChanges: [],
    sessionEffect: {},
    consulted: [],
    diagnostics: [
      {
        code: failure.code,
        message: failure.message,
        subject: null,
        candidates: [],
        span: { start: failure.at, end: Math.min(failure.at + 1, tokens.text.length) },
      },
    ],
    rung: 'tables-only',
    confidence: { ...confidenceOf([failure.code]), level: 'low' },
    stepsUsed: tokens.count,
  };
}

/** A parenthesis that is open: whether a query stands in it, and whether its FROM list still goes on. */
interface Level {
  query: boolean;
  listing: boolean;
}

class Scan {
  readonly inputs = new Map<string, TableRef>();
  readonly outputs = new Map<string, { table: TableRef; effect: OutputEffect }>();
  private readonly namer: TableNamer;
  private readonly p: Parser;
  private readonly commonTables = new Set<string>();

  constructor(
    private readonly tokens: Tokens,
    options: AnalyzeOptions,
  ) {
    this.namer = new TableNamer(options);
    this.p = new Parser(
      tokens,
      traitsOf(options.dialect),
      undefined,
      options.caseSensitiveIdentifiers ?? false,
    );
    for (let i = 0; i < tokens.count; i += 1) this.noteCommonTable(i);
  }

  run(): void {
    const { p } = this;
    // At the outside FROM always means a relation; in parentheses only behind SELECT: not in `extract(day from d)`.
    const levels: Level[] = [{ query: true, listing: false }];
    while (!p.done) {
      const level = levels.at(-1)!;
      const word = p.here;
      const at = p.i;
      p.i += 1;
      if (word === '(') {
        const listing = level.listing && this.follows(at);
        levels.push({ query: false, listing });
        if (listing) this.read();
      } else if (word === ')') {
        if (levels.length > 1) levels.pop();
      } else if (word === 'select') {
        level.query = true;
        level.listing = false;
      } else if (word === 'from' || word === 'join' || word === 'using') this.relation(level, word, at);
      else if (word === 'to' && this.tokens.word[0] === 'unload') this.write('replace');
      else if (word === ',' && level.listing) this.read();
      else if (word === 'insert' || word === 'into' || word === 'overwrite') this.target(word);
      else if (word === 'merge' && at === 0) {
        p.eat('into');
        this.write('append');
      } else if (word === 'update' && at === 0) this.write('append');
      else if (word === 'copy' && at === 0) this.write('append');
      else if (word === 'truncate' && at === 0) {
        p.eat('table');
        this.write('truncate');
      } else if ((word === 'table' || word === 'view') && this.tokens.word[0] === 'create') {
        this.skipWords(['if', 'not', 'exists']);
        this.write(word === 'view' ? 'define' : 'replace');
      } else if ((word === 'table' || word === 'view') && this.tokens.word[0] === 'drop') {
        this.skipWords(['if', 'exists']);
        this.write('drop');
      } else if (endsList.has(word)) level.listing = false;
    }
  }

  private relation(level: Level, word: string, at: number): void {
    const { p } = this;
    if (!level.query && word === 'from') return;
    if (word === 'using' && this.tokens.word[at + 1] === '(') return;
    // `a IS DISTINCT FROM b`.
    if (word === 'from' && this.tokens.word[at - 1] === 'distinct') return;
    if (word === 'from' && this.tokens.word[at - 1] === 'delete') {
      this.write('append');
      return;
    }
    level.listing = true;
    p.eat('only');
    p.eat('lateral');
    this.read();
  }

  private target(word: string): void {
    const { p } = this;
    if (word === 'insert') return;
    p.eat('table');
    this.write(word === 'overwrite' ? 'replace' : 'append');
  }

  private skipWords(words: readonly string[]): void {
    for (const word of words) this.p.eat(word);
  }

  /** True at a parenthesis that opens a list of relations: `FROM (a JOIN b)`. */
  private follows(open: number): boolean {
    const before = this.tokens.word[open - 1];
    return before === 'from' || before === 'join' || before === ',' || before === '(';
  }

  private read(): void {
    const parts = this.tableName();
    if (parts === null || (parts.length === 1 && this.commonTables.has(parts[0]!))) return;
    // `generate_series(1, 10)` is a function.
    if (this.p.at('(')) return;
    const table = this.namer.name(parts);
    this.inputs.set(tableKey(table), table);
  }

  private write(effect: OutputEffect): void {
    const parts = this.tableName();
    if (parts === null) return;
    const table = this.namer.name(parts);
    this.outputs.set(tableKey(table), { table, effect });
  }

  private tableName(): readonly string[] | null {
    const { p } = this;
    if (p.kindHere() === T.string) {
      const path = p.stringAt((p.i += 1) - 1);
      return path.includes('://') ? [path] : null;
    }
    const isName = (): boolean => p.atName() && !(p.kindHere() === T.word && notRelationAlias.has(p.here));
    if (!isName()) return null;
    const parts = [p.name()];
    while (p.at('.') && p.kindAt(1) !== T.op) {
      p.i += 1;
      if (!p.atName()) break;
      parts.push(p.name());
    }
    return parts;
  }

  /** `x AS (SELECT`, `x (a, b) AS (SELECT`: a name of the statement's own. */
  private noteCommonTable(open: number): void {
    const { word } = this.tokens;
    if (word[open] !== '(' || (word[open + 1] !== 'select' && word[open + 1] !== 'with')) return;
    let i = open - 1;
    if (word[i] === 'materialized') i -= word[i - 1] === 'not' ? 2 : 1;
    if (word[i] !== 'as') return;
    i -= 1;
    if (word[i] === ')') while (i > 0 && word[i] !== '(') i -= 1;
    if (word[i] === '(') i -= 1;
    const before = word[i - 1];
    if (i > 0 && (before === 'with' || before === ',' || before === 'recursive'))
      this.commonTables.add(this.p.nameAt(i));
  }
}

const endsList = new Set([
  'where',
  'group',
  'order',
  'having',
  'limit',
  'union',
  'set',
  'on',
  'window',
  'qualify',
]);

/** What the first words say that the statement is. */
function kindOf(tokens: Tokens, effect: OutputEffect | null): StatementKind {
  const first = tokens.word[0] ?? '';
  const known = kinds[first];
  if (known !== undefined) return known;
  if (first === 'create')
    return effect === 'define' ? 'create-view' : effect === null ? 'ddl' : 'create-table';
  if (first === 'with') return effect === null ? 'select' : 'insert';
  return 'unknown';
}

const kinds: Readonly<Record<string, StatementKind>> = {
  select: 'select',
  insert: 'insert',
  update: 'update',
  delete: 'delete',
  merge: 'merge',
  copy: 'copy',
  unload: 'unload',
  alter: 'alter-table',
  drop: 'drop',
  truncate: 'truncate',
  prepare: 'prepare',
  declare: 'cursor',
  explain: 'explain',
};
