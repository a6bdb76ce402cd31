import { rootedAt } from '../url/url-state';
import { StateLink } from '../url/state-link';
import { useAddress } from '../url/use-url-state';
import { FlowBadge, KindsBadge } from '../ui/badges';
import { DatasetLink } from '../ui/dataset-link';
import { plural } from '../ui/format';
import type { Affected } from './group-by-hop';

/** One dataset that a change reaches: who owns it, how much it is read, and which of its columns. */
export function AffectedDataset({ affected }: { readonly affected: Affected }) {
  const { state } = useAddress();
  const { dataset, columns, owners, recentReads, hop } = affected;
  return (
    <article className="affected" data-testid="impact-dataset" data-dataset={dataset.id}>
      <header>
        <DatasetLink dataset={dataset} />
        {owners.map((owner) => (
          <span key={owner} className="badge badge-owner">
            {owner}
          </span>
        ))}
        <span
          className="faint affected-reads"
          title="Executions that read it in the last 30 days of its history"
        >
          {recentReads === 0 ? 'not read lately' : `${plural(recentReads, 'read')} in 30 days`}
        </span>
      </header>
      <ul>
        {columns.map(({ column, hop: columnHop, direct, kinds }) => (
          <li
            key={column}
            data-testid="impact-row"
            data-dataset={dataset.id}
            data-column={column}
            data-hop={columnHop}
            data-direct={direct}
          >
            <StateLink
              to={rootedAt(state, dataset.id, column === '*' ? null : column, 'graph')}
              className="mono ellipsis"
            >
              {column === '*' ? 'whole dataset' : column}
            </StateLink>
            <span className="badges">
              {columnHop !== hop && <span className="faint">{plural(columnHop, 'hop')}</span>}
              <KindsBadge kinds={kinds} />
              <FlowBadge direct={direct} />
            </span>
          </li>
        ))}
      </ul>
    </article>
  );
}
