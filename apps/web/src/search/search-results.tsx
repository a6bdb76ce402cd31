import type { SearchResponse } from '@tributary/contracts';
import { useEffect, useRef } from 'react';
import { KindIcon } from '../ui/kind-icon';
import { matchParts } from './match-parts';

export type SearchResult = SearchResponse['results'][number];

interface Props {
  readonly id: string;
  readonly results: readonly SearchResult[];
  readonly query: string;
  readonly choice: number;
  readonly onChoose: (index: number) => void;
  readonly onOpen: (result: SearchResult) => void;
}

/** The element id of a result, for `aria-activedescendant`. */
export const resultId = (listId: string, index: number): string => `${listId}-${index}`;

function Matched({ text, query }: { readonly text: string; readonly query: string }) {
  return matchParts(text, query).map((part, index) =>
    part.matched ? <b key={index}>{part.text}</b> : part.text,
  );
}

/** Datasets and columns that match, the chosen one marked. */
export function SearchResults({ id, results, query, choice, onChoose, onOpen }: Props) {
  const chosen = useRef<HTMLLIElement>(null);
  useEffect(() => chosen.current?.scrollIntoView({ block: 'nearest' }), [choice]);
  return (
    <ul id={id} role="listbox" aria-label="Search results" className="search-results">
      {results.map((result, index) => (
        <li
          key={`${result.dataset.id} ${result.column ?? ''}`}
          id={resultId(id, index)}
          ref={index === choice ? chosen : null}
          role="option"
          aria-selected={index === choice}
          data-testid="search-result"
          data-dataset={result.dataset.id}
          data-column={result.column ?? undefined}
          onMouseMove={() => onChoose(index)}
          // mousedown, not click: the input must not lose focus before its list is used.
          onMouseDown={(event) => {
            event.preventDefault();
            onOpen(result);
          }}
        >
          <KindIcon kind={result.dataset.kind} />
          <span className="search-result-name ellipsis">
            {result.column !== null && (
              <>
                <span className="mono">
                  <Matched text={result.column} query={query} />
                </span>
                <span className="muted"> in </span>
              </>
            )}
            <Matched text={result.dataset.displayName} query={query} />
          </span>
          <span className="faint ellipsis search-result-namespace">{result.dataset.namespace}</span>
        </li>
      ))}
    </ul>
  );
}
