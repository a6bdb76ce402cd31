import type { ReactNode } from 'react';
import type { Trouble } from '../api/outcome';
import { StateLink } from '../url/state-link';
import { rootedAt } from '../url/url-state';
import { useAddress } from '../url/use-url-state';

/** Something is on its way. */
export function Loading({ what }: { readonly what: string }) {
  return (
    <div className="notice" role="status" data-testid="loading">
      <span className="spinner" aria-hidden="true" />
      <p>Loading {what}…</p>
    </div>
  );
}

/** There is nothing here, and what to do about it. */
export function Empty({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <div className="notice" data-testid="empty">
      <h2>{title}</h2>
      <div className="notice-text">{children}</div>
    </div>
  );
}

interface TroubleProps {
  readonly trouble: Trouble;
  readonly again: () => void;
}

/** What went wrong in the server's own words, what the name could have meant, and a way to try again. */
export function TroubleNotice({ trouble, again }: TroubleProps) {
  const { state } = useAddress();
  return (
    <div className="notice notice-trouble" role="alert" data-testid="trouble">
      <h2>{trouble.title}</h2>
      <p className="notice-text">{trouble.detail}</p>
      {trouble.candidates.length > 0 && (
        <ul className="candidates" aria-label="Did you mean">
          {trouble.candidates.map((candidate) => (
            <li key={candidate}>
              <StateLink to={rootedAt(state, candidate, state.column)}>{candidate}</StateLink>
            </li>
          ))}
        </ul>
      )}
      <div className="notice-actions">
        <button type="button" className="button" onClick={again}>
          Try again
        </button>
        <code className="faint">
          {trouble.status ?? ''} {trouble.code}
        </code>
      </div>
    </div>
  );
}
