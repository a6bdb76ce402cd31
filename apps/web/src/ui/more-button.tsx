import type { MorePages } from '../api/use-pages';

/** Goes on with a list that the server cut. */
export function MoreButton<T>({ list, what }: { readonly list: MorePages<T>; readonly what: string }) {
  if (list.more === null) return null;
  return (
    <div className="more">
      {list.trouble !== null && <p role="alert">{list.trouble.detail}</p>}
      <button type="button" className="button" onClick={list.more} disabled={list.busy}>
        {list.busy ? 'Loading…' : `Show more ${what}`}
      </button>
    </div>
  );
}
