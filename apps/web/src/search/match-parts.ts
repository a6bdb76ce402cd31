export interface MatchPart {
  readonly text: string;
  readonly matched: boolean;
}

/** `matchParts('daily_revenue', 'rev')` = `daily_` + **rev** + `enue`; every word of the query is looked for. */
export function matchParts(text: string, query: string): MatchPart[] {
  const words = query
    .toLowerCase()
    .split(/[\s./]+/)
    .filter((word) => word !== '');
  const lower = text.toLowerCase();
  const matched = new Array<boolean>(text.length).fill(false);
  for (const word of words) {
    for (let at = lower.indexOf(word); at >= 0; at = lower.indexOf(word, at + word.length)) {
      matched.fill(true, at, at + word.length);
    }
  }
  const parts: MatchPart[] = [];
  let from = 0;
  for (let at = 1; at <= text.length; at += 1) {
    if (at < text.length && matched[at] === matched[from]) continue;
    parts.push({ text: text.slice(from, at), matched: matched[from] === true });
    from = at;
  }
  return parts;
}
