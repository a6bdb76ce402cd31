import { StateLink } from '../url/state-link';
import { rootedAt, type UrlState, type View } from '../url/url-state';
import { useAddress } from '../url/use-url-state';
import { KindIcon, kindNames } from '../ui/kind-icon';
import { useRoot } from './use-root';

const tabs: readonly (readonly [View, string])[] = [
  ['graph', 'Lineage'],
  ['impact', 'Impact'],
  ['details', 'Details'],
];

function Title({ dataset }: { readonly dataset: string }) {
  const root = useRoot(dataset);
  if (root.state !== 'ready') {
    return (
      <div className="dataset-title">
        <h1 className="ellipsis" title={dataset}>
          {dataset}
        </h1>
      </div>
    );
  }
  const { kind, displayName, namespace, id } = root.value.root.dataset;
  return (
    <div className="dataset-title">
      <KindIcon kind={kind} />
      <div className="dataset-title-text">
        <h1 className="ellipsis" title={id} data-testid="dataset-title">
          {displayName}
        </h1>
        <p className="faint ellipsis" title={id}>
          {kindNames[kind]} in {namespace}
        </p>
      </div>
    </div>
  );
}

function ColumnChip({ state, column }: { readonly state: UrlState; readonly column: string }) {
  return (
    <span className="column-chip" data-testid="column-chip">
      <span className="mono ellipsis" title={column}>
        {column}
      </span>
      <StateLink to={rootedAt(state, state.dataset!, null)} title="Show the whole dataset">
        <span className="visually-hidden">Show the whole dataset</span>
        <svg viewBox="0 0 16 16" aria-hidden="true">
          <path d="M4.5 4.5l7 7M11.5 4.5l-7 7" />
        </svg>
      </StateLink>
    </span>
  );
}

/** What is being looked at, and the ways to look at it. */
export function DatasetHeader() {
  const { state } = useAddress();
  if (state.dataset === null) return null;
  return (
    <div className="dataset-header">
      <Title dataset={state.dataset} />
      {state.column !== null && <ColumnChip state={state} column={state.column} />}
      <nav className="tabs" aria-label="Views of this dataset">
        {tabs.map(([view, name]) => (
          <StateLink
            key={view}
            to={{ ...state, view, edge: null }}
            current={state.view === view}
            testId={`tab-${view}`}
          >
            {name}
          </StateLink>
        ))}
      </nav>
    </div>
  );
}
