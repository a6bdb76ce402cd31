import type { DatasetName } from '@tributary/contracts';
import type { AliasEvidence, AliasReason } from './alias-evidence';
import { datasetId } from './dataset-id';
import { groupAliases } from './group-aliases';

const table = (name: string, account = '111111111111'): DatasetName => ({
  namespace: `arn:aws:glue:eu-west-1:${account}`,
  name: `table/${name}`,
});
const path = (name: string): DatasetName => ({ namespace: 's3://pets', name });
const says = (a: DatasetName, b: DatasetName, reason: AliasReason = 'symlink'): AliasEvidence => ({
  a,
  b,
  reason,
  at: '2026-03-01T00:00:00Z',
});
const canonicalOf = (groups: ReturnType<typeof groupAliases>, name: DatasetName): string | undefined => {
  const group = groups.get(datasetId(name));
  return group && datasetId(group.canonical);
};

describe('groupAliases', () => {
  it('prefers the Glue table over the path that it lies in', () => {
    const groups = groupAliases([says(path('zoo/cats'), table('zoo/cats'))]);

    expect(canonicalOf(groups, path('zoo/cats'))).toBe(datasetId(table('zoo/cats')));
  });

  it('gives a partition to the table that holds it, and not a folder that merely starts alike', () => {
    const evidence = [says(path('zoo/cats'), table('zoo/cats'))];
    const groups = groupAliases(evidence, [path('zoo/cats/day=1'), path('zoo/cats_old')]);

    expect(canonicalOf(groups, path('zoo/cats/day=1'))).toBe(datasetId(table('zoo/cats')));
    expect(canonicalOf(groups, path('zoo/cats_old'))).toBe(datasetId(path('zoo/cats_old')));
  });

  it('knows the folder of a table by one of its partitions, unless another table lies there', () => {
    const part = path('zoo/cats/day=1/hour=2');
    const others = [path('zoo/cats'), path('zoo/cats/day=2')];
    const alone = groupAliases([says(part, table('zoo/cats'))], others);
    const beside = groupAliases(
      [says(part, table('zoo/hot')), says(path('zoo/cats'), table('zoo/cats'))],
      others,
    );

    expect(others.map((name) => canonicalOf(alone, name))).toEqual(
      [1, 2].map(() => datasetId(table('zoo/cats'))),
    );
    expect(others.map((name) => canonicalOf(beside, name))).toEqual(
      [1, 2].map(() => datasetId(table('zoo/cats'))),
    );
    expect(canonicalOf(beside, part)).toBe(datasetId(table('zoo/hot')));
  });

  it('merges nothing through a location that two tables share, nor through the root of a bucket', () => {
    const shared = groupAliases([says(table('zoo/a'), path('x')), says(table('zoo/b'), path('x'))]);
    const root = groupAliases([says(table('zoo/a'), path('/'))], [table('zoo/a'), path('/')]);

    expect(canonicalOf(shared, table('zoo/a'))).not.toBe(canonicalOf(shared, table('zoo/b')));
    expect(canonicalOf(root, path('/'))).toBe(datasetId(path('/')));
  });

  it('keeps Glue tables of different accounts apart, unless a resource link joins them', () => {
    const [here, there] = [table('zoo/cats'), table('zoo/cats', '222222222222')];

    const bySymlink = groupAliases([says(here, there)], [here, there]);
    const byLink = groupAliases([says(here, there, 'resource-link')]);

    expect(canonicalOf(bySymlink, here)).not.toBe(canonicalOf(bySymlink, there));
    expect(canonicalOf(byLink, here)).toBe(canonicalOf(byLink, there));
  });

  it('does not take two swapped tables for one', () => {
    const [a, b, temporary] = [table('zoo/a'), table('zoo/b'), table('zoo/tmp')];
    const swap = [says(a, temporary, 'rename'), says(b, a, 'rename'), says(temporary, b, 'rename')];

    const groups = groupAliases(swap, [a, b]);

    expect(canonicalOf(groups, a)).not.toBe(canonicalOf(groups, b));
  });

  it('gives the same groups for any order of the evidence', () => {
    const evidence = [
      says(path('a'), table('zoo/a')),
      says(path('a'), table('zoo/b')),
      says(table('zoo/a'), table('zoo/a', '222222222222')),
      says(table('zoo/c'), table('zoo/b'), 'rename'),
      says(path('c'), table('zoo/c'), 'location'),
    ];

    const forwards = [...groupAliases(evidence)];
    const backwards = [...groupAliases([...evidence].reverse())];

    expect(backwards).toEqual(forwards);
  });
});
