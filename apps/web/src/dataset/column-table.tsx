import type { DatasetResponse } from '@tributary/contracts';
import { StateLink } from '../url/state-link';
import { rootedAt } from '../url/url-state';
import { useAddress } from '../url/use-url-state';
import { formatCount } from '../ui/format';

/** Every column with how much flows in and out; a name leads to its graph. */
export function ColumnTable({ dataset }: { readonly dataset: DatasetResponse }) {
  const { state } = useAddress();
  if (dataset.columns.length === 0) {
    return (
      <p className="notice-text">
        Its columns are not known yet. They appear when a catalog is collected or a statement that defines it
        is seen.
      </p>
    );
  }
  return (
    <div className="sheet">
      <table>
        <caption className="visually-hidden">Columns of {dataset.displayName}</caption>
        <thead>
          <tr>
            <th scope="col">Column</th>
            <th scope="col">Type</th>
            <th scope="col" className="number">
              Upstream
            </th>
            <th scope="col" className="number">
              Downstream
            </th>
          </tr>
        </thead>
        <tbody>
          {dataset.columns.map(({ name, type, upstream, downstream }) => (
            <tr key={name} data-testid="detail-column" data-column={name}>
              <td className="mono cell-name">
                <StateLink to={rootedAt(state, dataset.id, name, 'graph')} className="ellipsis" title={name}>
                  {name}
                </StateLink>
              </td>
              <td className="faint mono">{type ?? '—'}</td>
              <td className="number">{formatCount(upstream)}</td>
              <td className="number">{formatCount(downstream)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
