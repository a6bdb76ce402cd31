import type { ImpactResponse } from '@tributary/contracts';
import { useState } from 'react';
import { useClient } from '../api/client-context';
import { usePages } from '../api/use-pages';
import { plural } from '../ui/format';
import { MoreButton } from '../ui/more-button';
import { Empty, Loading, TroubleNotice } from '../ui/notices';
import { useCopy } from '../ui/use-copy';
import { AffectedDataset } from './affected-dataset';
import { groupByHop, impactAsText, joinPages } from './group-by-hop';

interface Props {
  readonly dataset: string;
  readonly column: string | null;
}

const hopWords = (hop: number): string => (hop === 1 ? 'Next in line' : `${hop} hops away`);

function Summary({ impact }: { readonly impact: ImpactResponse }) {
  const { totals, root } = impact;
  const what = root.column ?? root.dataset.displayName;
  return (
    <p className="impact-summary" data-testid="impact-summary">
      A change to <b className={root.column === null ? '' : 'mono'}>{what}</b> reaches{' '}
      <b>{plural(totals.columns, 'column')}</b> in <b>{plural(totals.datasets, 'dataset')}</b>
      {totals.maxHop > 1 && <>, up to {plural(totals.maxHop, 'hop')} away</>}.
    </p>
  );
}

function Switch({ on, onChange }: { readonly on: boolean; readonly onChange: (on: boolean) => void }) {
  return (
    <label className="check">
      <input type="checkbox" checked={on} onChange={(event) => onChange(event.target.checked)} />
      Only where values flow
    </label>
  );
}

/** Everything that a change reaches, nearest first. */
export function ImpactView({ dataset, column }: Props) {
  const client = useClient();
  const [directOnly, setDirectOnly] = useState(false);
  const list = usePages(JSON.stringify([dataset, column]), (cursor, signal) =>
    client.impact(dataset, column, cursor, signal),
  );
  const hops = groupByHop(joinPages(list.pages), directOnly);
  const { label, copy } = useCopy(impactAsText(hops));
  const first = list.pages[0];
  if (list.first.state === 'trouble')
    return <TroubleNotice trouble={list.first.trouble} again={list.first.again} />;
  if (first === undefined) return <Loading what="impact" />;
  if (first.affected.length === 0) {
    return (
      <Empty title="Nothing we have seen depends on it">
        No statement or job seen so far reads {column === null ? 'this dataset' : <code>{column}</code>} into
        something else. Look at Coverage before you drop it: what was skipped or could not be read is listed
        there.
      </Empty>
    );
  }
  return (
    <main className="page impact" data-testid="impact">
      <div className="impact-head">
        <Summary impact={first} />
        <Switch on={directOnly} onChange={setDirectOnly} />
        <button type="button" className="button" onClick={copy}>
          {label === 'Copy' ? 'Copy list' : label}
        </button>
      </div>
      {hops.length === 0 && (
        <Empty title="No value flows on">
          It only influences: as a filter, a join key, a grouping or an order.
        </Empty>
      )}
      {hops.map(({ hop, datasets }) => (
        <section key={hop} className="hop" aria-label={hopWords(hop)}>
          <h2>
            <span className="hop-number">{hop}</span>
            {hopWords(hop)}
            <span className="faint">{plural(datasets.length, 'dataset')}</span>
          </h2>
          {datasets.map((affected) => (
            <AffectedDataset key={affected.dataset.id} affected={affected} />
          ))}
        </section>
      ))}
      <MoreButton list={list} what="affected datasets" />
    </main>
  );
}
