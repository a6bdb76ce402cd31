import { createContext, use, useCallback, useMemo, useSyncExternalStore } from 'react';
import { formatUrl, parseUrl, type UrlState } from './url-state';

const moved = 'tributary:moved';

function subscribe(listener: () => void): () => void {
  window.addEventListener('popstate', listener);
  window.addEventListener(moved, listener);
  return () => {
    window.removeEventListener('popstate', listener);
    window.removeEventListener(moved, listener);
  };
}

export interface Address {
  readonly state: UrlState;
  /** Changes the address; the back button returns to where one was. */
  readonly go: (next: UrlState | Partial<UrlState>) => void;
}

/** The page's address as state. */
export function useBrowserAddress(): Address {
  const search = useSyncExternalStore(subscribe, () => window.location.search);
  const state = useMemo(() => parseUrl(search), [search]);
  const go = useCallback((next: Partial<UrlState>) => {
    const to = formatUrl({ ...parseUrl(window.location.search), ...next });
    if (to === window.location.pathname + window.location.search) return;
    window.history.pushState(null, '', to);
    window.dispatchEvent(new Event(moved));
  }, []);
  return { state, go };
}

export const AddressContext = createContext<Address | null>(null);

/** The address of the page around the component. */
export function useAddress(): Address {
  const address = use(AddressContext);
  if (address === null) throw new Error('useAddress outside <AddressContext>: App provides it.');
  return address;
}
