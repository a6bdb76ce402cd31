import type { ImpactResponse } from '@tributary/contracts';
import { groupByHop, impactAsText, joinPages, type Affected } from './group-by-hop';

const affected = (name: string, hop: number, columns: readonly [string, boolean][]): Affected =>
  ({
    dataset: { id: name },
    hop,
    owners: ['team-a'],
    recentReads: 4,
    columns: columns.map(([column, direct]) => ({ column, hop, direct, kinds: ['IDENTITY'] })),
  }) as unknown as Affected;

const all = [affected('far', 2, [['x', false]]), affected('near', 1, [['a', true]])];

it('lists the nearest first', () => {
  expect(groupByHop(all, false).map(({ hop, datasets }) => [hop, datasets[0]?.dataset.id])).toEqual([
    [1, 'near'],
    [2, 'far'],
  ]);
});

it('leaves out what no value flows into when only values are asked for', () => {
  expect(groupByHop(all, true).flatMap(({ datasets }) => datasets.map(({ dataset }) => dataset.id))).toEqual([
    'near',
  ]);
});

it('joins a dataset that came in two pages', () => {
  const pages = [[affected('d', 2, [['a', true]])], [affected('d', 1, [['b', true]])]].map(
    (part) => ({ affected: part }) as unknown as ImpactResponse,
  );
  const [joined] = joinPages(pages);
  expect(joined?.hop).toBe(1);
  expect(joined?.columns.map(({ column }) => column)).toEqual(['a', 'b']);
});

it('writes one line for each column', () => {
  expect(impactAsText(groupByHop(all, false)).split('\n')).toEqual([
    'hop\tdataset\tcolumn\treach\tkinds\towners\trecent reads',
    '1\tnear\ta\tdirect\tIDENTITY\tteam-a\t4',
    '2\tfar\tx\tinfluenced\tIDENTITY\tteam-a\t4',
  ]);
});
