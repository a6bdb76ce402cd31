import { foldStatements, type After } from './fold-statements';
import type { ProposedStatement } from './proposed-statement';

const name = (table: string) => ({ namespace: 'redshift://shop', name: table });
const edge = (from: string, to: string, column = 'x') => ({
  from: { dataset: name(from), column },
  to: { dataset: name(to), column },
  kinds: ['IDENTITY' as const],
  direct: true,
  masking: false,
});
const statement = (of: Partial<ProposedStatement>): ProposedStatement => ({
  reads: [],
  writes: [],
  edges: [],
  defines: [],
  changes: [],
  ...of,
});
const after = (...statements: ProposedStatement[]): Record<string, After> =>
  Object.fromEntries(foldStatements(statements).map((each) => [each.name.name, each]));

describe('foldStatements', () => {
  it('adds to what is there when rows are appended', () => {
    const { t } = after(
      statement({ writes: [{ dataset: name('t'), effect: 'append' }], edges: [edge('a', 't')] }),
    );

    expect(t).toMatchObject({ origin: name('t'), emptied: false, gone: false, columns: null });
    expect(t?.edges).toHaveLength(1);
  });

  it('leaves nothing of what was when a definition replaces it, and knows its columns', () => {
    const view = statement({
      writes: [{ dataset: name('v'), effect: 'define' }],
      edges: [edge('a', 'v')],
      defines: [{ dataset: name('v'), columns: ['x'] }],
    });

    expect(after(view, view)['v']).toMatchObject({ emptied: true, columns: ['x'], edges: [edge('a', 'v')] });
  });

  it('follows a swap: the new table takes the name, the old one the other', () => {
    const result = after(
      statement({
        writes: [{ dataset: name('t_new'), effect: 'replace' }],
        edges: [edge('a', 't_new')],
        defines: [{ dataset: name('t_new'), columns: ['x'] }],
      }),
      statement({ changes: [{ kind: 'rename-table', from: name('t'), to: name('t_old') }] }),
      statement({ changes: [{ kind: 'rename-table', from: name('t_new'), to: name('t') }] }),
    );

    expect(result['t']).toMatchObject({ gone: false, columns: ['x'], edges: [edge('a', 't')] });
    expect(result['t_old']).toMatchObject({ origin: name('t'), emptied: false });
    expect(result['t_new']).toMatchObject({ gone: true });
  });

  it('moves what flows into a column with its name, and lets go of what is dropped', () => {
    const { t } = after(
      statement({
        writes: [{ dataset: name('t'), effect: 'append' }],
        edges: [edge('a', 't', 'x'), edge('a', 't', 'y')],
      }),
      statement({ changes: [{ kind: 'rename-column', dataset: name('t'), from: 'x', to: 'z' }] }),
      statement({ changes: [{ kind: 'drop-column', dataset: name('t'), column: 'y' }] }),
      statement({ changes: [{ kind: 'add-column', dataset: name('t'), column: 'w' }] }),
    );

    expect(t?.edges.map(({ to }) => to.column)).toEqual(['z']);
    expect([...t!.moved]).toEqual([
      ['x', 'z'],
      ['y', null],
    ]);
    expect(t?.added).toEqual(['w']);
  });

  it('knows that a table is gone, and that another may be made after it', () => {
    const drop = statement({ writes: [{ dataset: name('t'), effect: 'drop' }] });
    const create = statement({
      writes: [{ dataset: name('t'), effect: 'create' }],
      defines: [{ dataset: name('t'), columns: ['x'] }],
    });

    expect(after(drop)['t']).toMatchObject({ gone: true });
    expect(after(drop, create)['t']).toMatchObject({ gone: false, origin: null, columns: ['x'] });
  });
});
