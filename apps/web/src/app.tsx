import { useEffect } from 'react';
import { CoverageView } from './coverage/coverage-view';
import { DatasetHeader } from './dataset/dataset-header';
import { DetailsView } from './dataset/details-view';
import { ErrorBoundary } from './error-boundary';
import { GraphView } from './graph/graph-view';
import { HomeView } from './home/home-view';
import { ImpactView } from './impact/impact-view';
import { TopBar } from './top-bar';
import { escapeFrom } from './url/escape-from';
import type { UrlState } from './url/url-state';
import { AddressContext, useBrowserAddress } from './url/use-url-state';

function CurrentView({ state }: { readonly state: UrlState }) {
  const { view, dataset, column } = state;
  if (view === 'coverage') return <CoverageView />;
  if (dataset === null || view === 'home') return <HomeView />;
  if (view === 'impact') return <ImpactView dataset={dataset} column={column} />;
  if (view === 'details') return <DetailsView dataset={dataset} />;
  return <GraphView dataset={dataset} />;
}

function titleOf({ view, dataset, column }: UrlState): string {
  if (view === 'coverage') return 'Coverage · Tributary';
  if (dataset === null) return 'Tributary';
  return `${column === null ? '' : `${column} · `}${dataset.split('/').at(-1) ?? dataset} · Tributary`;
}

/** The whole page: bar, header and the view that the address names. */
export function App() {
  const address = useBrowserAddress();
  const { state, go } = address;
  useEffect(() => {
    document.title = titleOf(state);
  }, [state]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const next = event.key === 'Escape' ? escapeFrom(state) : null;
      if (next !== null) go(next);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [state, go]);
  return (
    <AddressContext value={address}>
      <TopBar />
      {state.view !== 'home' && state.view !== 'coverage' && <DatasetHeader />}
      <ErrorBoundary>
        <CurrentView state={state} />
      </ErrorBoundary>
    </AddressContext>
  );
}
