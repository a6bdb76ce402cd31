import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { analyzeScript } from '../src/index';
import { readCases, type GoldenCase } from './golden-case';
import { render } from './render';

const folder = join(__dirname, 'golden');

/** Marks of lines that are compared only where a case states some: kind, outputs, columns made, changes, session. */
const optional = ['@', '=>', ':', '%', '&'];

const markOf = (line: string): string => line.slice(0, line.indexOf(' '));

function compared(golden: GoldenCase): readonly string[] {
  const stated = new Set(golden.expected.map(markOf));
  return analyzeScript(golden.sql, golden.options)
    .flatMap(({ lineage }) => render(lineage))
    .filter((line) => !optional.includes(markOf(line)) || stated.has(markOf(line)));
}

describe.each(readdirSync(folder).filter((name) => name.endsWith('.case')))('%s', (name) => {
  it.each(readCases(join(folder, name)).map((golden) => [golden.name, golden] as const))(
    '%s',
    (_, golden) => {
      const lines = [...compared(golden)].sort();
      const expected = [...golden.expected].sort();

      if (golden.knownGap === null) expect(lines).toEqual(expected);
      else expect(lines).not.toEqual(expected);
    },
  );
});
