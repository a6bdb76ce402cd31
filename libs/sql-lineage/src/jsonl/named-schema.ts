import { TableNamer } from '../bind/table-namer';
import { tableKey } from '../bind/table-ref';
import type { AnalyzeOptions, SchemaSnapshot } from '../options';
import { tokenize } from '../split/tokenize';
import { traitsOf } from '../dialect/traits';
import { Parser } from '../parse/parser';
import type { Name } from '../tree/expression';

/** A snapshot from column lists by dotted table name, the names completed as a statement's own would be. */
export function namedSchema(
  schema: Readonly<Record<string, readonly string[]>>,
  options: AnalyzeOptions,
): SchemaSnapshot {
  const namer = new TableNamer(options);
  const byKey = new Map<string, readonly string[]>();
  for (const [table, columns] of Object.entries(schema)) {
    const parts = nameParts(table, options);
    if (parts.length > 0) byKey.set(tableKey(namer.target(parts)), columns);
  }
  return { columns: (table) => byKey.get(tableKey(table)) };
}

/** The parts of a dotted name, quotes undone and folded as the dialect folds. */
export function nameParts(dotted: string, options: AnalyzeOptions): readonly Name[] {
  const traits = traitsOf(options.dialect);
  const p = new Parser(
    tokenize(dotted, traits),
    traits,
    undefined,
    options.caseSensitiveIdentifiers ?? false,
  );
  const parts: Name[] = [];
  while (p.atName()) {
    parts.push(p.name());
    if (!p.eat('.')) break;
  }
  return p.done ? parts : dotted.toLowerCase().split('.');
}
