import type { Analysis } from '@tributary/contracts';
import { edgesOfSql } from './edges-of-sql';

type Read = Parameters<typeof edgesOfSql>[0][number];
type Effect = Analysis['outputs'][number]['effect'];

/**
 * `statement('y', ['a < x.a IDENTITY', '* < x.c FILTER'])`: what is written into `y`; names that begin with `#` are temporary, `*` decides about all rows.
 */
function statement(output: string, flows: readonly string[], effect: Effect = 'append'): Read {
  const names = [output];
  const indexOf = (name: string): number =>
    names.includes(name) ? names.indexOf(name) : names.push(name) - 1;
  const columns: Analysis['columns'] = [];
  const influences: Analysis['influences'] = [];
  for (const flow of flows) {
    const [, column, table, from, kind] = /^(\S+) < (\S+)\.(\S+) (\S+)$/.exec(flow)!;
    const source = {
      dataset: indexOf(table!),
      column: from!,
      kinds: [kind as Analysis['columns'][number]['sources'][number]['kinds'][number]],
      masking: false,
    };
    if (column === '*') influences.push({ dataset: 0, columns: null, source, span: null });
    else columns.push({ dataset: 0, column: column!, sources: [source], expression: null });
  }
  const datasets = names.map((name) => ({ namespace: 'zoo', name, temp: name.startsWith('#') }));
  return { datasets, outputs: [{ dataset: 0, effect }], columns, influences };
}

const edges = (...statements: Read[]): string[] =>
  edgesOfSql(statements)
    .map(
      ({ input, inputColumn, output, outputColumn, kinds }) =>
        `${output.name}.${outputColumn ?? '*'} < ${input.name}.${inputColumn ?? '*'} ${kinds.join('+')}`,
    )
    .sort();

it('a temporary table is seen through: what flows, what decides, and how strongly', () => {
  expect(
    edges(
      statement('#t', ['n < x.n AGGREGATION', 'g < x.g IDENTITY', '* < x.paid FILTER'], 'replace'),
      statement('y', ['total < #t.n IDENTITY', '* < #t.g FILTER']),
    ),
  ).toEqual(['y.* < x.g FILTER', 'y.* < x.paid FILTER', 'y.total < x.n AGGREGATION']);
});

it('through several, one after the other', () => {
  expect(
    edges(
      statement('#a', ['c < x.c IDENTITY'], 'replace'),
      statement('#b', ['c < #a.c TRANSFORMATION'], 'replace'),
      statement('y', ['c < #b.c IDENTITY']),
    ),
  ).toEqual(['y.c < x.c TRANSFORMATION']);
});

it('holds what was put into it last, or added to it', () => {
  const fill = (table: string, effect: Effect) => statement('#t', [`c < ${table}.c IDENTITY`], effect);
  const read = statement('y', ['c < #t.c IDENTITY']);

  expect(edges(fill('w', 'replace'), fill('x', 'replace'), read)).toEqual(['y.c < x.c IDENTITY']);
  expect(edges(fill('w', 'replace'), fill('x', 'append'), read)).toEqual([
    'y.c < w.c IDENTITY',
    'y.c < x.c IDENTITY',
  ]);
  expect(edges(fill('w', 'replace'), statement('#t', [], 'drop'), read)).toEqual([]);
});

it('that is read whole gives the whole of what went into it', () => {
  expect(
    edges(statement('#t', ['c < x.c IDENTITY'], 'replace'), statement('y', ['* < #t.* IDENTITY'])),
  ).toEqual(['y.* < x.* IDENTITY']);
});

it('may read itself while it is made anew', () => {
  expect(
    edges(
      statement('#t', ['c < x.c IDENTITY'], 'replace'),
      statement('#t', ['c < #t.c TRANSFORMATION'], 'replace'),
      statement('y', ['c < #t.c IDENTITY']),
    ),
  ).toEqual(['y.c < x.c TRANSFORMATION']);
});
