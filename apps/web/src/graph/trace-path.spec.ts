import type { GraphEdge } from './lineage-graph';
import { spotKey, tracePath } from './trace-path';

const edge = (from: string, to: string): GraphEdge => {
  const spot = (text: string) => {
    const [datasetId = '', column = ''] = text.split('.');
    return { datasetId, column };
  };
  return {
    id: `${from}>${to}`,
    from: spot(from),
    to: spot(to),
    kinds: ['IDENTITY'],
    direct: true,
    masking: false,
  };
};

it('follows a column up and down, and nothing beside it', () => {
  const edges = [edge('raw.a', 'mid.a'), edge('mid.a', 'mart.x'), edge('raw.b', 'mid.b')];
  expect([...tracePath({ datasetId: 'mid', column: 'a' }, edges).edgeIds].sort()).toEqual([
    'mid.a>mart.x',
    'raw.a>mid.a',
  ]);
});

it('lets the whole dataset meet each of its columns', () => {
  const edges = [edge('raw.f', 'mid.*'), edge('mid.a', 'mart.x')];
  const path = tracePath({ datasetId: 'mart', column: 'x' }, edges);
  expect(path.spots.has(spotKey({ datasetId: 'raw', column: 'f' }))).toBe(true);
});

it('ends where a cycle began', () => {
  const edges = [edge('a.x', 'b.x'), edge('b.x', 'a.x')];
  expect(tracePath({ datasetId: 'a', column: 'x' }, edges).edgeIds.size).toBe(2);
});
