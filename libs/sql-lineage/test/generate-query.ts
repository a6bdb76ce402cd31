import fc from 'fast-check';

/** The tables that generated queries read. */
export const tables: Readonly<Record<string, readonly string[]>> = {
  's.t': ['a', 'b', 'c'],
  's.u': ['d', 'e', 'f'],
};

/** A query in parts, so that a property can write it in more than one way. */
export interface GeneratedQuery {
  /** Expressions over the names of `columns`, written `{a}`. */
  readonly items: readonly string[];
  readonly where: string | null;
  readonly join: boolean;
}

const column = (joined: boolean): fc.Arbitrary<string> =>
  fc.constantFrom(...tables['s.t']!, ...(joined ? tables['s.u']! : [])).map((name) => `{${name}}`);

const expression = (joined: boolean): fc.Arbitrary<string> =>
  fc.letrec<{ e: string }>((tie) => ({
    e: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      column(joined),
      fc.constantFrom('1', "'x'", 'null'),
      fc
        .tuple(tie('e'), fc.constantFrom('+', '-', '||', '='), tie('e'))
        .map(([l, op, r]) => `${l} ${op} ${r}`),
      fc.tuple(fc.constantFrom('coalesce', 'upper', 'f'), tie('e')).map(([f, e]) => `${f}(${e})`),
      fc.tuple(tie('e'), tie('e'), tie('e')).map(([w, t, e]) => `case when ${w} = 1 then ${t} else ${e} end`),
      tie('e').map((e) => `cast(${e} as varchar(10))`),
      tie('e').map((e) => `(${e})`),
      fc.tuple(column(joined), column(joined)).map(([x, k]) => `max(${x}) over (partition by ${k})`),
    ),
  })).e;

/** Queries over one or two tables; every item has the alias x0, x1, … */
export const queries: fc.Arbitrary<GeneratedQuery> = fc.boolean().chain((join) =>
  fc.record({
    items: fc.array(expression(join), { minLength: 1, maxLength: 4 }),
    where: fc.option(expression(join)),
    join: fc.constant(join),
  }),
);

const holders: Readonly<Record<string, string>> = { a: 't', b: 't', c: 't', d: 'u', e: 'u', f: 'u' };

/** Writes a query with the relations under these aliases; with null names stay unqualified. */
export function write(
  query: GeneratedQuery,
  aliases: { readonly t: string; readonly u: string } | null,
): string {
  const name = (text: string): string =>
    text.replaceAll(/\{(\w)\}/g, (_, column: string) =>
      aliases === null ? column : `${aliases[holders[column] as 't' | 'u']}.${column}`,
    );
  const items = query.items.map((e, i) => `${name(e)} as x${i}`).join(', ');
  const from = `s.t ${aliases?.t ?? ''} ${query.join ? `join s.u ${aliases?.u ?? ''} on ${name('{a} = {d}')}` : ''}`;
  return `select ${items} from ${from}${query.where === null ? '' : ` where ${name(query.where)}`}`;
}
