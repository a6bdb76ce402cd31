import { formatUrl, homeState, parseUrl, rootedAt, type UrlState } from './url-state';

const full: UrlState = {
  view: 'graph',
  dataset: 'redshift://shop/shop.mart.daily revenue',
  column: 'revenue_eur',
  direction: 'up',
  depth: 7,
  kinds: 'direct',
  at: { datasetId: 'redshift://shop/shop.raw.orders', column: 'amount' },
  edge: 'e1',
  expanded: [{ datasetId: 'x', direction: 'down' }],
  open: ['y', 'z'],
};

it.each([['home', homeState] as const, ['everything said', full] as const])(
  'reads back what it wrote: %s',
  (_, state) => {
    expect(parseUrl(formatUrl(state).slice(1))).toEqual(state);
  },
);

it('leaves defaults out of the address', () => {
  expect(formatUrl(homeState)).toBe('/');
  expect(formatUrl({ ...homeState, view: 'graph', dataset: 'a' })).toBe('/?dataset=a');
});

it('takes defaults for what it cannot read', () => {
  expect(parseUrl('?depth=lots&view=nothing&direction=sideways')).toEqual(homeState);
  expect(parseUrl('?dataset=a&depth=900').depth).toBe(20);
});

it('forgets selections of the old root, keeps how it is looked at', () => {
  expect(rootedAt(full, 'other', null)).toEqual({
    ...full,
    dataset: 'other',
    column: null,
    at: null,
    edge: null,
    expanded: [],
    open: [],
  });
});
