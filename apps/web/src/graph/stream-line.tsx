import type { Edge, EdgeProps } from '@xyflow/react';
import { type KeyboardEvent, memo } from 'react';
import type { Line } from './graph-cards';
import { lit, useScene } from './graph-context';
import type { Point } from './layout';
import { kindWords } from './kind-words';
import { linePath, loopPath } from './line-path';

export type LineEdge = Edge<
  { readonly line: Line; readonly points: readonly Point[]; readonly lead: number } & Record<string, unknown>,
  'stream'
>;

const columnWords = (column: string): string => (column === '*' ? 'the whole dataset' : column);

function lineLabel({ from, to, direct, edges }: Line): string {
  const kinds = kindWords(edges.flatMap((edge) => edge.kinds));
  const verb = direct ? 'flows into' : 'influences';
  return `${columnWords(from.column)} ${verb} ${columnWords(to.column)} (${kinds}); show the SQL`;
}

/** One line of the graph; it is a button that opens the evidence. */
export const StreamLine = memo(function StreamLine({ data }: EdgeProps<LineEdge>) {
  const { path, edgeId, openLine } = useScene();
  if (data === undefined) return null;
  const { line, points, lead } = data;
  const d = line.from.datasetId === line.to.datasetId ? loopPath(points) : linePath(points, lead);
  const isOpen = line.edges.some(({ id }) => id === edgeId);
  const state = lit(
    path,
    line.edges.some(({ id }) => path?.edgeIds.has(id) === true),
  );
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    openLine(line);
  };
  return (
    <g
      className={`stream ${line.direct ? 'is-direct' : 'is-influence'} ${isOpen ? 'is-open' : ''} ${state}`}
      role="button"
      tabIndex={0}
      aria-label={lineLabel(line)}
      data-testid="graph-edge"
      data-edge={line.edges.length === 1 ? line.edges[0]?.id : undefined}
      data-direct={line.direct}
      data-from={`${line.from.datasetId} ${line.from.column}`}
      data-to={`${line.to.datasetId} ${line.to.column}`}
      onClick={() => openLine(line)}
      onKeyDown={onKeyDown}
    >
      <title>{lineLabel(line)}</title>
      <path className="stream-reach" d={d} />
      <path className="stream-line" d={d} />
    </g>
  );
});
