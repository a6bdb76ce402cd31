/** One step of a path: the column that the value comes from, and the expression that takes it on. */
export interface Step {
  readonly column: string;
  readonly expression: string | null;
}

const MAX_LENGTH = 4_000;

/**
 * The expression of a whole path, nearest to its end outermost: `net * 2` after `gross - tax` is `(gross - tax) * 2`. It is text put into
 * text, so names in string literals stay; null when a step has no expression or one that does not name its column.
 */
export function composeExpression(steps: readonly Step[]): string | null {
  let composed: string | null = null;
  for (const { column, expression } of steps) {
    if (expression === null) return null;
    if (composed === null) composed = expression;
    else {
      const inner: string = /^[\w."]+(?:\([^()]*\))?$/.test(composed) ? composed : `(${composed})`;
      const next: string | null = substitute(expression, column, inner);
      if (next === null || next.length > MAX_LENGTH) return null;
      composed = next;
    }
  }
  return composed;
}

/** `expression` with every mention of `column`, qualified or not, replaced; null when there is none. */
function substitute(expression: string, column: string, by: string): string | null {
  let found = false;
  // A string literal, or a name with its qualifiers that is not called as a function.
  const pieces =
    /'(?:[^']|'')*'|(?:(?:"(?:[^"]|"")+"|[\p{L}_][\p{L}\p{N}_$]*)\s*\.\s*)*(?:"(?:[^"]|"")+"|[\p{L}_][\p{L}\p{N}_$]*)(?![\p{L}\p{N}_$"]|\s*[.(])/giu;
  const replaced = expression.replace(pieces, (piece) => {
    if (piece.startsWith("'") || lastName(piece) !== column.toLowerCase()) return piece;
    found = true;
    return by;
  });
  return found ? replaced : null;
}

function lastName(name: string): string {
  const last = /(?:"((?:[^"]|"")+)"|([^".\s]+))$/.exec(name);
  return (last?.[1]?.replaceAll('""', '"') ?? last?.[2] ?? '').toLowerCase();
}
