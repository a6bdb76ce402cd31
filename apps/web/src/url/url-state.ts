import type { Direction, Kinds } from '../api/questions';

export type View = 'home' | 'graph' | 'impact' | 'details' | 'coverage';

/** A column of a dataset in the graph; `*` stands for the whole dataset. */
export interface Spot {
  readonly datasetId: string;
  readonly column: string;
}

/** One step beyond the graph that was asked for. */
export interface Expansion {
  readonly datasetId: string;
  readonly direction: 'up' | 'down';
}

/** Everything the page shows is said by its address, so every view can be linked. */
export interface UrlState {
  readonly view: View;
  readonly dataset: string | null;
  readonly column: string | null;
  readonly direction: Direction;
  readonly depth: number;
  readonly kinds: Kinds;
  /** The spot picked in the graph, when it is not the root. */
  readonly at: Spot | null;
  /** The edge whose evidence is open. */
  readonly edge: string | null;
  readonly expanded: readonly Expansion[];
  /** Cards that show all their columns. */
  readonly open: readonly string[];
}

export const maxDepth = 20;

export const homeState: UrlState = {
  view: 'home',
  dataset: null,
  column: null,
  direction: 'both',
  depth: 3,
  kinds: 'all',
  at: null,
  edge: null,
  expanded: [],
  open: [],
};

const datasetViews: readonly View[] = ['graph', 'impact', 'details'];

const oneOf = <T extends string>(allowed: readonly T[], value: string | null, otherwise: T): T =>
  allowed.find((candidate) => candidate === value) ?? otherwise;

function readDepth(value: string | null): number {
  const depth = Number(value);
  return Number.isInteger(depth) && depth >= 1 ? Math.min(depth, maxDepth) : homeState.depth;
}

function readView(value: string | null, dataset: string | null): View {
  if (value === 'coverage') return 'coverage';
  return dataset === null ? 'home' : oneOf(datasetViews, value, 'graph');
}

/** Reads `?dataset=…&column=…&view=…`; what is absent or unreadable takes its default. */
export function parseUrl(search: string): UrlState {
  const params = new URLSearchParams(search);
  const text = (key: string): string | null => params.get(key) || null;
  const dataset = text('dataset');
  const atDataset = text('at');
  return {
    view: readView(text('view'), dataset),
    dataset,
    column: text('column'),
    direction: oneOf<Direction>(['up', 'down', 'both'], text('direction'), homeState.direction),
    depth: readDepth(text('depth')),
    kinds: oneOf<Kinds>(['direct', 'all'], text('kinds'), homeState.kinds),
    at: atDataset === null ? null : { datasetId: atDataset, column: text('atColumn') ?? '*' },
    edge: text('edge'),
    expanded: [...params]
      .filter(([key, value]) => (key === 'up' || key === 'down') && value !== '')
      .map(([key, datasetId]) => ({ datasetId, direction: key === 'up' ? 'up' : 'down' })),
    open: params.getAll('open').filter((id) => id !== ''),
  };
}

/** The shortest address that says this state: defaults are left out. */
export function formatUrl(state: UrlState): string {
  const params = new URLSearchParams();
  if (state.dataset !== null) params.set('dataset', state.dataset);
  if (state.column !== null) params.set('column', state.column);
  if (state.view === 'coverage' || (state.dataset !== null && state.view !== 'graph')) {
    params.set('view', state.view);
  }
  for (const key of ['direction', 'depth', 'kinds'] as const) {
    if (state[key] !== homeState[key]) params.set(key, String(state[key]));
  }
  if (state.at !== null) {
    params.set('at', state.at.datasetId);
    if (state.at.column !== '*') params.set('atColumn', state.at.column);
  }
  if (state.edge !== null) params.set('edge', state.edge);
  for (const { datasetId, direction } of state.expanded) params.append(direction, datasetId);
  for (const id of state.open) params.append('open', id);
  const text = params.toString();
  return text === '' ? '/' : `/?${text}`;
}

/** The state that shows a dataset, or one of its columns, as the new root; how it is looked at stays. */
export function rootedAt(
  state: UrlState,
  dataset: string,
  column: string | null,
  view: View = datasetViews.includes(state.view) ? state.view : 'graph',
): UrlState {
  return { ...state, view, dataset, column, at: null, edge: null, expanded: [], open: [] };
}
