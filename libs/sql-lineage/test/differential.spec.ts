import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { init, parse, type Dialect as PolyglotDialect } from '@polyglot-sql/sdk';
import { analyzeScript } from '../src/index';
import { readCases, type GoldenCase } from './golden-case';

/**
 * Another parser reads the same queries: both must name the same tables. Where they differ on purpose the case stands
 * here with the reason.
 */
const scopes = 'the peer’s tree does not say whether a name is the common table or the table that it hides';
const arrays = 'the peer reads an array of a relation as a table';
const differing = new Map<string, string>([
  ['a CTE hides the table of that name', scopes],
  ['a schema in front means the table, not the CTE', scopes],
  ['a CTE sees the table that its own name hides', scopes],
  ['unnesting an array', arrays],
  ['the alias itself is the element', arrays],
  ['arrays in arrays', arrays],
  ['unnesting two levels with positions', arrays],
  ['a LEFT JOIN over an array', arrays],
  ['a filter over the elements', arrays],
  ['the elements of an array of arrays by a bare alias', arrays],
]);

const folder = join(__dirname, 'golden');

const golden: readonly GoldenCase[] = readdirSync(folder)
  .filter((name) => name.endsWith('.case') && name !== 'other-dialects.case')
  .flatMap((name) => readCases(join(folder, name)))
  .filter(
    ({ sql }) =>
      /^\s*(?:\(*select|with)\b/i.test(sql) && !sql.includes(';') && !/\b(?:into|update|delete)\b/i.test(sql),
  );

/** The last parts of the tables that a tree names, without those that its own WITH makes. */
function tablesOf(tree: unknown): ReadonlySet<string> {
  const tables = new Set<string>();
  const common = new Set<string>();
  const walk = (node: unknown): void => {
    if (Array.isArray(node)) {
      node.forEach(walk);
      return;
    }
    if (typeof node !== 'object' || node === null) return;
    for (const [key, value] of Object.entries(node as Record<string, unknown>)) {
      const name = key === 'table' ? textOf((value as { name?: unknown } | null)?.name) : null;
      if (name !== null && (value as { name?: { name?: unknown } }).name?.name !== undefined)
        tables.add(name);
      if (key === 'ctes' && Array.isArray(value))
        for (const cte of value) {
          const alias = textOf((cte as { alias?: unknown }).alias);
          if (alias !== null) common.add(alias);
        }
      walk(value);
    }
  };
  walk(tree);
  return new Set([...tables].filter((name) => !common.has(name)));
}

function textOf(identifier: unknown): string | null {
  const name = (identifier as { name?: unknown } | null | undefined)?.name;
  return typeof name === 'string' ? name.toLowerCase() : null;
}

/** Null when the other parser cannot read the case. */
function tablesByPeer({ sql, options }: GoldenCase): ReadonlySet<string> | null {
  const result = parse(sql, options.dialect as PolyglotDialect);
  return result.success ? tablesOf(result.ast) : null;
}

const ourTables = ({ sql, options }: GoldenCase): ReadonlySet<string> =>
  new Set(
    analyzeScript(sql, options).flatMap(({ lineage }) =>
      lineage.inputs.map((table) => (table.kind === 'table' ? table.name.toLowerCase() : '')),
    ),
  );

beforeAll(() => init());

it('names the tables that @polyglot-sql/sdk names', () => {
  const differences: string[] = [];
  let compared = 0;

  for (const one of golden) {
    const peers = tablesByPeer(one);
    if (peers === null) continue;
    compared += 1;
    const ours = ourTables(one);
    const same = ours.size === peers.size && [...ours].every((name) => peers.has(name));
    if (same === differing.has(one.name))
      differences.push(`${one.name}: ${[...ours].join()} / ${[...peers].join()}`);
  }

  expect(differences).toEqual([]);
  expect(compared).toBeGreaterThan(100);
});
