import type { DatasetSummary } from '@tributary/contracts';
import { StateLink } from '../url/state-link';
import { rootedAt } from '../url/url-state';
import { useAddress } from '../url/use-url-state';
import { KindIcon } from './kind-icon';

/** A dataset by its short name, its full address in the tooltip. */
export function DatasetLink({ dataset }: { readonly dataset: DatasetSummary }) {
  const { state } = useAddress();
  return (
    <StateLink to={rootedAt(state, dataset.id, null)} className="dataset-link" title={dataset.id}>
      <KindIcon kind={dataset.kind} />
      <span className="ellipsis">{dataset.displayName}</span>
    </StateLink>
  );
}
