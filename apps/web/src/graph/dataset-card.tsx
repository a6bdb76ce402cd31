import type { Node, NodeProps } from '@xyflow/react';
import { memo } from 'react';
import { KindIcon, kindNames } from '../ui/kind-icon';
import { plural } from '../ui/format';
import { hasFoot } from './card-size';
import { ColumnRow, RowEnds } from './column-row';
import { ExpandButton } from './expand-button';
import { type Card, foldedRow } from './graph-cards';
import { lit, useScene } from './graph-context';
import { wholeDataset } from './lineage-graph';

export type CardNode = Node<
  { readonly card: Card; readonly words: ReadonlyMap<string, string> } & Record<string, unknown>,
  'dataset'
>;

function Head({ card, words }: CardNode['data']) {
  const { pick, picked, hover } = useScene();
  const { id, displayName, kind, namespace } = card.dataset;
  const spot = { datasetId: id, column: wholeDataset };
  return (
    <div className="card-head">
      <RowEnds column={wholeDataset} words={words.get(wholeDataset)} />
      <button
        type="button"
        className="card-title nodrag"
        title={id}
        aria-pressed={picked?.datasetId === id && picked.column === wholeDataset}
        onClick={() => pick(spot)}
        onMouseEnter={() => hover(spot)}
        onMouseLeave={() => hover(null)}
      >
        <KindIcon kind={kind} />
        <span className="card-title-text">
          <b className="ellipsis">{displayName}</b>
          <small className="ellipsis">
            {kindNames[kind]} · {namespace}
          </small>
        </span>
      </button>
    </div>
  );
}

function Foot({ card }: { readonly card: Card }) {
  const { toggleColumns } = useScene();
  if (!hasFoot(card)) return null;
  return (
    <div className="card-foot">
      <RowEnds column={foldedRow} words={undefined} />
      <button
        type="button"
        className="nodrag"
        onClick={() => toggleColumns(card.dataset.id)}
        aria-expanded={card.opened}
        data-testid="graph-more-columns"
      >
        {card.opened ? 'Show fewer columns' : plural(card.hidden, 'more column')}
      </button>
    </div>
  );
}

/** A dataset in the graph: its name, the columns in question, and a way to look one step further. */
export const DatasetCard = memo(function DatasetCard({ data }: NodeProps<CardNode>) {
  const { card, words } = data;
  const { path } = useScene();
  const { id, kind } = card.dataset;
  return (
    <article
      className={`card-node kind-${kind} ${card.isRoot ? 'is-root' : ''} ${lit(path, path?.datasetIds.has(id) === true)}`}
      aria-label={`${kindNames[kind]} ${card.dataset.displayName}`}
      data-testid="graph-node"
      data-dataset={id}
      data-root={card.isRoot}
    >
      <Head card={card} words={words} />
      <ul className="card-rows">
        {card.rows.map((row) => (
          <ColumnRow key={row.name} datasetId={id} row={row} words={words.get(row.name)} />
        ))}
      </ul>
      <Foot card={card} />
      <ExpandButton datasetId={id} direction="up" connected={card.hasUpstream} />
      <ExpandButton datasetId={id} direction="down" connected={card.hasDownstream} />
    </article>
  );
});
