import { Handle, Position } from '@xyflow/react';
import type { Spot } from '../url/url-state';
import type { CardRow } from './graph-cards';
import { lit, useScene } from './graph-context';
import { spotKey } from './trace-path';

interface EndsProps {
  readonly column: string;
  /** How what arrives here was made. */
  readonly words: string | undefined;
}

/** Where lines enter and leave a row, and the words for what enters. */
export function RowEnds({ column, words }: EndsProps) {
  return (
    <>
      <Handle id={column} type="target" position={Position.Left} className="handle" isConnectable={false} />
      <Handle id={column} type="source" position={Position.Right} className="handle" isConnectable={false} />
      {words !== undefined && (
        <span className="arrival" data-testid="graph-kind">
          {words}
        </span>
      )}
    </>
  );
}

interface RowProps {
  readonly datasetId: string;
  readonly row: CardRow;
  readonly words: string | undefined;
}

/** A column: hover lights its path, a click keeps it lit, a double click asks about it alone. */
export function ColumnRow({ datasetId, row, words }: RowProps) {
  const { path, picked, pick, hover, root } = useScene();
  const spot: Spot = { datasetId, column: row.name };
  const isPicked = picked?.datasetId === datasetId && picked.column === row.name;
  return (
    <li
      className={`card-row ${isPicked ? 'is-picked' : ''} ${lit(path, path?.spots.has(spotKey(spot)) === true)}`}
    >
      <RowEnds column={row.name} words={words} />
      <button
        type="button"
        className="nodrag"
        aria-pressed={isPicked}
        data-testid="graph-column"
        data-dataset={datasetId}
        data-column={row.name}
        title={row.name}
        onClick={() => pick(spot)}
        onDoubleClick={() => root(spot)}
        onMouseEnter={() => hover(spot)}
        onMouseLeave={() => hover(null)}
      >
        <span className="column-name ellipsis">{row.name}</span>
        {row.type !== null && <span className="column-type ellipsis">{row.type}</span>}
      </button>
    </li>
  );
}
