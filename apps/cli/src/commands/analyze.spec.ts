import { openTerminal } from '../../test/support/terminal';

const script = `
create temp table eur as select o.id, o.amount * f.rate as v from raw.orders o join raw.fx f on f.ccy = o.ccy;
insert into mart.revenue (id, v) select id, v from eur;
`;

const { file, tributary: terminal, clear } = openTerminal();
const tributary = (...words: string[]) => terminal('analyze', ...words);

it('shows every statement with its columns, deciders and place', async () => {
  const { code, text } = await tributary(file('etl.sql', script));
  expect(code).toBe(0);
  expect(text).toContain('create-table-as · line 2 · raw.orders, raw.fx → eur');
  expect(text).toMatch(/eur\.v +← +raw\.orders\.amount +transformation +o\.amount \* f\.rate/);
  expect(text).toContain('decided by: raw.fx.ccy (join), raw.orders.ccy (join)');
  expect(text).toMatch(/mart\.revenue\.v +← +eur\.v +identity/);
});

it('reads through temp tables when asked to', async () => {
  const { text } = await tributary(file('etl.sql', script), '--through-temp');
  expect(text).toMatch(/mart\.revenue\.v +← +raw\.fx\.rate/);
  expect(text).not.toMatch(/← +eur\.v/);
});

it.each([
  ['ddl.sql', 'create table raw.a (x int, y int);'],
  ['schema.json', '{"raw.a": ["x", "y"]}'],
])('expands a star with the columns of %s', async (name, known) => {
  const { text } = await tributary(
    file('etl.sql', 'insert into t select * from raw.a'),
    '--schema',
    file(name, known),
    '--json',
  );
  const [statement] = JSON.parse(text) as [{ inputs: string[]; columns: { sources: unknown[] }[] }];
  expect(statement.inputs).toEqual(['raw.a']);
  expect(statement.columns.flatMap(({ sources }) => sources)).toMatchObject([
    { source: { table: 'raw.a', column: 'x' } },
    { source: { table: 'raw.a', column: 'y' } },
  ]);
});

it('draws for Mermaid and Graphviz', async () => {
  const sql = file('etl.sql', 'insert into t (a, b) select x, x + 1 from "my ""table"""');
  expect((await tributary(sql, '--format', 'mermaid')).text).toBe(
    [
      'flowchart LR',
      '  subgraph t0["public.my #quot;table#quot;"]',
      '    t0c0["x"]',
      '  end',
      '  subgraph t1["public.t"]',
      '    t1c0["a"]',
      '    t1c1["b"]',
      '  end',
      '  t0c0 --> t1c0',
      '  t0c0 -.-> t1c1\n',
    ].join('\n'),
  );
  clear();
  expect((await tributary(sql, '--format', 'dot')).text).toContain('label="public.my \\"table\\"";');
});

it('ends with 3 when a statement gave tables only, and says why', async () => {
  const { code, text } = await tributary(file('etl.sql', 'insert into t select from where ((('));
  expect(code).toBe(3);
  expect(text).toContain('! syntax:');
});

it.each([
  [['missing.sql'], 'missing.sql cannot be read'],
  [['missing.sql', '--dialect', 'klingon'], 'unknown dialect'],
])('ends with 2 on wrong use: %s', async (words, message) => {
  const { code, text } = await tributary(...words);
  expect(code).toBe(2);
  expect(text).toContain(message);
});
