import { statement, table } from '../../test/support/lineage-messages';
import { compareTables, type SeenTables } from './compare-tables';

const namespace = table('t').namespace;
const run = { id: 'q1', at: 1 };

/** `a, b -> t` as what the warehouse says. */
function seen(written: string): SeenTables {
  const [reads, writes] = written
    .split('->')
    .map((list) => list.split(',').flatMap((name) => (name.trim() === '' ? [] : table(name.trim()).name)));
  return { namespace, reads: reads!, writes: writes! };
}

/** `insert: a, #b -> t` as an analysis: what its text shows. */
function shown(written: string) {
  const [kind, rest] = written.split(':') as [string, string];
  const [reads, writes] = rest
    .split('->')
    .map((list) => list.split(',').flatMap((name) => name.trim() || []));
  const { analysis } = statement(
    {
      sql: written,
      reads: reads!,
      ...(writes![0] !== undefined && { output: [writes![0], 'append'] as const }),
    },
    run,
  );
  return { ...analysis, statementKind: kind };
}

describe('what a text shows of its tables, beside what the warehouse touched', () => {
  it.each([
    // agreed
    ['insert: a, b -> t', ['a, b -> t'], 'agreed'],
    ['insert: -> t', ['-> t'], 'agreed'],
    ['select: a ->', ['a ->'], 'agreed'],
    ['insert: #s -> t', ['-> t'], 'agreed'],
    ['create-table-as: a -> #s', ['a ->'], 'agreed'],
    ['insert: t -> t', ['t -> t'], 'agreed'],
    ['update: a -> t', ['a, t -> t'], 'agreed'],
    ['delete: -> t', ['t -> t'], 'agreed'],
    ['merge: a, t -> t', ['a, t -> t'], 'agreed'],
    ['insert: a -> t', ['b -> t', 'a -> t'], 'agreed'],
    // missed
    ['insert: a -> t', ['a, hidden -> t'], 'missed hidden'],
    ['insert: -> t', ['hidden -> t'], 'missed hidden'],
    ['select: a ->', ['a, other, hidden ->'], 'missed hidden other'],
    ['insert: a -> t', ['a -> t', 'a, hidden -> t', 'a, other -> t'], 'missed hidden other'],
    ['delete: -> t', ['t, hidden -> t'], 'missed hidden'],
    ['unknown: -> t', ['hidden -> t'], 'nothing'],
    // undecided: a view, a renamed table, a materialized view that stood in
    ['insert: view -> t', ['a, b -> t'], 'undecided'],
    ['insert: a, view -> t', ['a, b -> t'], 'undecided'],
    ['insert: a -> t', ['-> t'], 'undecided'],
    ['insert: a -> t_tmp', ['a -> t'], 'undecided'],
    ['update: -> t_old', ['t -> t'], 'undecided'],
    // nothing to compare
    ['insert: a -> t', [], 'nothing'],
    ['create-view: a -> v', ['a, b ->'], 'nothing'],
    ['maintenance: mv ->', ['a, b -> mv'], 'nothing'],
  ])('%s, seen as %j: %s', (text, sets, expected) => {
    const comparison = compareTables(shown(text), sets.map(seen));

    const missed = comparison?.missed.map(({ name }) => name.split('.').at(-1)) ?? [];
    expect([comparison?.outcome ?? 'nothing', ...missed].join(' ')).toBe(expected);
  });

  it('says nothing of files, and does not confirm a table of another catalog', () => {
    const { analysis } = statement({ sql: 'copy', reads: ['a'], output: ['t', 'append'] }, run);
    const reading = (namespaceOfInput: string) => ({
      ...analysis,
      statementKind: 'copy',
      datasets: analysis.datasets.map((dataset) =>
        dataset.name === table('a').name ? { ...dataset, namespace: namespaceOfInput } : dataset,
      ),
    });

    expect(compareTables(reading('s3://lake'), [seen('-> t')])?.outcome).toBe('agreed');
    expect(compareTables(reading('arn:aws:glue:eu-west-1:123456789012'), [seen('-> t')])?.outcome).toBe(
      'undecided',
    );
    expect(compareTables(reading('redshift://other:5439'), [seen('a -> t')])?.outcome).toBe('undecided');
  });
});
