import { createContext, use } from 'react';
import type { Spot } from '../url/url-state';
import type { Line } from './graph-cards';
import type { TracedPath } from './trace-path';

/** What cards and lines need to know of the whole, and what they may ask of it. */
export interface GraphScene {
  /** The path that is lit; `null` when nothing is picked. */
  readonly path: TracedPath | null;
  readonly picked: Spot | null;
  /** The edge whose evidence is open. */
  readonly edgeId: string | null;
  /** Sides that were expanded already: `up <datasetId>`. */
  readonly expanded: ReadonlySet<string>;
  readonly pick: (spot: Spot) => void;
  readonly hover: (spot: Spot | null) => void;
  readonly expand: (datasetId: string, direction: 'up' | 'down') => void;
  readonly toggleColumns: (datasetId: string) => void;
  readonly openLine: (line: Line) => void;
  readonly root: (spot: Spot) => void;
}

export const GraphContext = createContext<GraphScene | null>(null);

/** The scene around a card or a line. */
export function useScene(): GraphScene {
  const scene = use(GraphContext);
  if (scene === null) throw new Error('useScene outside <GraphContext>: GraphView provides it.');
  return scene;
}

/** How a thing is drawn while a path is lit. */
export const lit = (path: TracedPath | null, isOnPath: boolean): string =>
  path === null ? '' : isOnPath ? 'is-lit' : 'is-dim';
