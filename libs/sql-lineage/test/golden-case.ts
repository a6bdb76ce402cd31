import { readFileSync } from 'node:fs';
import { toDialect, type AnalyzeOptions, type Dialect } from '../src/index';

/** One case of a `.case` file. */
export interface GoldenCase {
  readonly name: string;
  /** Why it does not hold yet; such a case turns red when it does. */
  readonly knownGap: string | null;
  readonly options: AnalyzeOptions;
  readonly sql: string;
  readonly expected: readonly string[];
}

/**
 * Reads a file of cases. `# dialect:`, `# database:`, `# search-path:`, `# temp:` and `# table: s.t (a, b)` at the top
 * hold for all of its cases, below a `=== name` for that case alone; `# known-gap:` gives the reason.
 */
export function readCases(file: string): readonly GoldenCase[] {
  const [head = '', ...blocks] = readFileSync(file, 'utf8').split(/^=== /m);
  const common = settingsOf(head);
  return blocks.map((block) => {
    const [first = '', ...lines] = block.split('\n');
    const rule = lines.findIndex((line) => line.trim() === '----');
    if (rule < 0) throw new Error(`${file}: the case '${first}' has no line of four dashes`);
    const before = lines.slice(0, rule);
    const own = settingsOf(before.join('\n'));
    return {
      name: first.trim(),
      knownGap: own.get('known-gap')?.[0] ?? null,
      options: optionsOf(new Map([...common, ...own]), [
        ...(common.get('table') ?? []),
        ...(own.get('table') ?? []),
      ]),
      sql: before.filter((line) => !isSetting(line)).join('\n'),
      expected: lines
        .slice(rule + 1)
        .map((line) => line.replace(/\s+/g, ' ').trim())
        .filter((line) => line !== ''),
    };
  });
}

const isSetting = (line: string): boolean => /^# [a-z-]+:/.test(line);

function settingsOf(text: string): Map<string, string[]> {
  const settings = new Map<string, string[]>();
  for (const line of text.split('\n')) {
    if (!isSetting(line)) continue;
    const colon = line.indexOf(':');
    const name = line.slice(2, colon);
    settings.set(name, [...(settings.get(name) ?? []), line.slice(colon + 1).trim()]);
  }
  return settings;
}

function optionsOf(
  settings: ReadonlyMap<string, readonly string[]>,
  tables: readonly string[],
): AnalyzeOptions {
  const [named = 'redshift'] = settings.get('dialect') ?? [];
  const dialect: Dialect | undefined = toDialect(named);
  if (dialect === undefined) throw new Error(`no dialect is called '${named}'`);
  const schema = new Map(tables.map(tableOf));
  const database = settings.get('database')?.[0];
  return {
    dialect,
    schema: {
      columns: (table) =>
        table.kind === 'table'
          ? schema.get([table.schema, table.name].filter((part) => part !== null).join('.'))
          : undefined,
    },
    searchPath: list(settings.get('search-path')?.[0] ?? 'public'),
    tempTables: list(settings.get('temp')?.[0] ?? ''),
    ...(database === undefined ? {} : { defaultDatabase: database }),
    ...(settings.has('case-sensitive') ? { caseSensitiveIdentifiers: true } : {}),
  };
}

const list = (text: string): string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');

function tableOf(text: string): [string, readonly string[]] {
  const open = text.indexOf('(');
  if (open < 0 || !text.endsWith(')')) throw new Error(`'${text}' is not like s.t (a, b)`);
  return [text.slice(0, open).trim(), list(text.slice(open + 1, -1))];
}
