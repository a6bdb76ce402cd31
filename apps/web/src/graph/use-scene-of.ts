import { useMemo, useState } from 'react';
import { rootedAt, type Spot, type UrlState } from '../url/url-state';
import { useAddress } from '../url/use-url-state';
import { foldedRow, type Line } from './graph-cards';
import type { GraphScene } from './graph-context';
import { type LineageGraph, wholeDataset } from './lineage-graph';
import { tracePath } from './trace-path';

/** What is lit when nothing is pointed at: the picked spot, else the column that was asked about. */
function restingSpot(state: UrlState, graph: LineageGraph): Spot | null {
  if (state.at !== null && graph.datasets.has(state.at.datasetId)) return state.at;
  return graph.root.column === wholeDataset ? null : graph.root;
}

const without = (list: readonly string[], item: string): string[] => list.filter((other) => other !== item);

/** The scene of a graph: what is lit, and what a click on each thing does to the address. */
export function useSceneOf(graph: LineageGraph | null): GraphScene & { readonly anchorId: string | null } {
  const { state, go } = useAddress();
  const [hovered, setHovered] = useState<Spot | null>(null);
  const [anchorId, setAnchorId] = useState<string | null>(null);
  const spot = graph === null ? null : (hovered ?? restingSpot(state, graph));
  const path = useMemo(
    () => (graph === null || spot === null ? null : tracePath(spot, graph.edges.values())),
    [graph, spot],
  );
  const toggleColumns = (datasetId: string): void => {
    setAnchorId(datasetId);
    const isOpen = state.open.includes(datasetId);
    go({ open: isOpen ? without(state.open, datasetId) : [...state.open, datasetId] });
  };
  const unfold = (line: Line): void => {
    const folded = [line.from, line.to]
      .filter(({ column }) => column === foldedRow)
      .map(({ datasetId }) => datasetId);
    setAnchorId(folded[0] ?? null);
    go({ open: [...new Set([...state.open, ...folded])] });
  };
  return {
    path,
    anchorId,
    picked: state.at,
    edgeId: state.edge,
    expanded: new Set(state.expanded.map(({ direction, datasetId }) => `${direction} ${datasetId}`)),
    pick: (at) => go({ at, edge: null }),
    hover: setHovered,
    expand: (datasetId, direction) => {
      setAnchorId(datasetId);
      go({ expanded: [...state.expanded, { datasetId, direction }] });
    },
    toggleColumns,
    openLine: (line) => {
      const only = line.edges.length === 1 ? line.edges[0] : undefined;
      if (only === undefined) unfold(line);
      else go({ edge: only.id });
    },
    root: ({ datasetId, column }) => go(rootedAt(state, datasetId, column, 'graph')),
  };
}
