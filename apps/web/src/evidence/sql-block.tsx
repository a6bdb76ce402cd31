import { useEffect, useMemo, useRef } from 'react';
import { useCopy } from '../ui/use-copy';
import { type SqlToken, sqlTokens } from './sql-tokens';

interface Props {
  readonly sql: string;
  readonly span: { readonly start: number; readonly end: number } | null;
}

interface Stretch {
  readonly marked: boolean;
  readonly tokens: SqlToken[];
}

function stretches(tokens: readonly SqlToken[]): Stretch[] {
  const all: Stretch[] = [];
  for (const token of tokens) {
    const last = all.at(-1);
    if (last?.marked === token.marked) last.tokens.push(token);
    else all.push({ marked: token.marked, tokens: [token] });
  }
  return all;
}

const coloured = (tokens: readonly SqlToken[]) =>
  tokens.map(({ kind, text }, index) =>
    kind === 'text' ? (
      text
    ) : (
      <span key={index} className={`sql-${kind}`}>
        {text}
      </span>
    ),
  );

/** A statement as it ran, with the place that makes the edge marked and in sight. */
export function SqlBlock({ sql, span }: Props) {
  const box = useRef<HTMLPreElement>(null);
  const { label, copy } = useCopy(sql);
  const parts = useMemo(() => stretches(sqlTokens(sql, span)), [sql, span]);
  useEffect(() => {
    const mark = box.current?.querySelector('mark');
    if (box.current && mark) box.current.scrollTop = mark.offsetTop - box.current.clientHeight / 3;
  }, [parts]);
  return (
    <div className="sql-block">
      <button type="button" className="sql-copy" onClick={copy}>
        {label}
      </button>
      <pre ref={box} data-testid="evidence-sql" tabIndex={0} aria-label="SQL">
        {parts.map(({ marked, tokens }, index) =>
          marked ? (
            <mark key={index} data-testid="evidence-span">
              {coloured(tokens)}
            </mark>
          ) : (
            <span key={index}>{coloured(tokens)}</span>
          ),
        )}
      </pre>
    </div>
  );
}
