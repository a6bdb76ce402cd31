import { SearchBox } from './search/search-box';
import { StateLink } from './url/state-link';
import { homeState } from './url/url-state';
import { useAddress } from './url/use-url-state';

/** Home, search and coverage: on every view. */
export function TopBar() {
  const { state } = useAddress();
  return (
    <header className="top-bar">
      <StateLink to={homeState} className="brand" current={state.view === 'home'}>
        <svg viewBox="0 0 32 32" aria-hidden="true">
          <path d="M4 7c9 0 8 9 15 9h9" />
          <path d="M4 16h15" opacity="0.7" />
          <path d="M4 25c9 0 8-9 15-9" opacity="0.5" />
        </svg>
        Tributary
      </StateLink>
      <SearchBox />
      <nav aria-label="Main">
        <StateLink to={homeState} current={state.view === 'home'}>
          Datasets
        </StateLink>
        <StateLink
          to={{ ...homeState, view: 'coverage' }}
          current={state.view === 'coverage'}
          testId="nav-coverage"
        >
          Coverage
        </StateLink>
      </nav>
    </header>
  );
}
