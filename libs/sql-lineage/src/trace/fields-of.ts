import type { CallExpression, Expression, Name } from '../tree/expression';

/**
 * The parts of a structure that is put together in the statement itself: `cast(row(a, b) as row(x int, y int))`,
 * `object('x', a, 'y', b)`. Null for anything else.
 */
export function fieldsOf(e: Expression, text: string): ReadonlyMap<Name, Expression> | null {
  if (e.kind === 'cast') {
    const values = rowOf(e.operand);
    return values === null ? null : namedByType(values, e.type);
  }
  return e.kind === 'call' && namingFunctions.has(e.name) ? namedByArguments(e, text) : null;
}

const namingFunctions = new Set(['object', 'named_struct', 'object_construct', 'json_build_object']);

function rowOf(e: Expression): readonly Expression[] | null {
  if (e.kind === 'call') return e.name === 'row' ? e.args : null;
  return e.kind === 'operation' && e.operator === 'row' ? e.operands : null;
}

function namedByArguments({ args }: CallExpression, text: string): ReadonlyMap<Name, Expression> | null {
  const fields = new Map<Name, Expression>();
  for (let i = 0; i + 1 < args.length; i += 2) {
    const name = args[i]!;
    // A name that is computed may be any.
    if (name.kind !== 'literal') return null;
    const key = text.slice(name.start, name.end).replaceAll("'", '').toLowerCase();
    fields.set(key, args[i + 1]!);
  }
  return fields.size > 0 ? fields : null;
}

/** `row(a bigint, b row(c int))` has the fields a and b; a row without names has none. */
function namedByType(values: readonly Expression[], type: string): ReadonlyMap<Name, Expression> | null {
  const inside = /^\s*(?:row\s*\(|struct\s*<)(.*)[)>]\s*$/is.exec(type)?.[1];
  if (inside === undefined) return null;
  const names = topLevelParts(inside).map(
    (part) =>
      /^\s*(?:"([^"]+)"|([\w$]+))\s*(?::|\s)\s*\S/.exec(part)?.slice(1).join('').toLowerCase() ?? null,
  );
  if (names.length !== values.length || names.includes(null)) return null;
  return new Map(names.map((name, i) => [name!, values[i]!]));
}

function topLevelParts(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let i = 0; i < text.length; i += 1) {
    const c = text[i]!;
    if (c === '(' || c === '<') depth += 1;
    else if (c === ')' || c === '>') depth -= 1;
    else if (c === ',' && depth === 0) {
      parts.push(text.slice(from, i));
      from = i + 1;
    }
  }
  parts.push(text.slice(from));
  return parts;
}
