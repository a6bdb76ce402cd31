import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { useClient } from '../api/client-context';
import { useAnswer } from '../api/use-answer';
import { rootedAt } from '../url/url-state';
import { useAddress } from '../url/use-url-state';
import { moveChoice } from './move-choice';
import { resultId, SearchResults, type SearchResult } from './search-results';
import { useSettled } from './use-settled';

const resultLimit = 12;

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** `/` anywhere on the page puts the cursor here. */
function useSlash(focus: () => void): void {
  const latest = useRef(focus);
  useEffect(() => {
    latest.current = focus;
  });
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent): void => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target))
        return;
      event.preventDefault();
      latest.current();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}

/** Finds datasets and columns by any part of their name; Enter opens the chosen one in the graph. */
export function SearchBox() {
  const client = useClient();
  const { state, go } = useAddress();
  const listId = useId();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const [isOpen, setOpen] = useState(false);
  const [choice, setChoice] = useState(0);
  const typed = text.trim();
  const query = useSettled(typed, 120);
  const answer = useAnswer(query === '' ? null : query, (signal) =>
    client.search(query, resultLimit, signal),
  );
  useSlash(() => input.current?.select());

  const found = answer.state === 'ready' ? answer.value : answer.state === 'loading' ? answer.previous : null;
  const results = found?.results ?? [];
  // The list is for what is typed now; Enter must never open what an older query found.
  const isCurrent = answer.state === 'ready' && query === typed;

  const open = ({ dataset, column }: SearchResult): void => {
    go(rootedAt(state, dataset.id, column, 'graph'));
    setOpen(false);
    setText('');
    input.current?.blur();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const moved = moveChoice(event.key, choice, results.length);
    const chosen = results[choice];
    if (event.key === 'Escape') {
      event.stopPropagation();
      setOpen(false);
      input.current?.blur();
    } else if (event.key === 'Enter' && isCurrent && chosen !== undefined) open(chosen);
    else if (moved !== null && isOpen) {
      event.preventDefault();
      setChoice(moved);
    }
  };

  const showList = isOpen && typed !== '';
  return (
    <div className="search" role="search">
      <svg viewBox="0 0 16 16" aria-hidden="true" className="search-sign">
        <path d="M7 12A5 5 0 107 2a5 5 0 000 10zM10.7 10.7L14 14" />
      </svg>
      <input
        ref={input}
        data-testid="search-input"
        type="text"
        role="combobox"
        aria-label="Search datasets and columns"
        aria-expanded={showList}
        aria-controls={listId}
        aria-activedescendant={showList && results.length > 0 ? resultId(listId, choice) : undefined}
        aria-autocomplete="list"
        autoComplete="off"
        spellCheck={false}
        placeholder="Search tables and columns"
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setOpen(true);
          setChoice(0);
        }}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={onKeyDown}
      />
      <kbd aria-hidden="true">/</kbd>
      {showList && (
        <div className="search-drop">
          {answer.state === 'trouble' && (
            <p className="search-say" role="alert">
              {answer.trouble.detail}
            </p>
          )}
          {answer.state === 'loading' && results.length === 0 && <p className="search-say">Searching…</p>}
          {isCurrent && results.length === 0 && (
            <p className="search-say">
              Nothing is called “{typed}”. Try a part of the name, such as the table without its schema.
            </p>
          )}
          {results.length > 0 && (
            <SearchResults
              id={listId}
              results={results}
              query={query}
              choice={choice}
              onChoose={setChoice}
              onOpen={open}
            />
          )}
          {isCurrent && found?.truncated === true && (
            <p className="search-say faint">There is more. Type on to narrow it down.</p>
          )}
        </div>
      )}
    </div>
  );
}
