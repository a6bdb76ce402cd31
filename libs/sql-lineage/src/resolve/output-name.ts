import type { Analysis } from '../analysis';
import type { Expression, Name } from '../tree/expression';

/** The name that the database gives a select item without an alias. */
export function outputName(a: Analysis, e: Expression, position: number): Name {
  if (e.kind === 'column') return e.parts.at(-1)!;
  if (e.kind === 'field' && e.name !== null) return e.name;
  switch (a.traits.dialect) {
    case 'athena':
    case 'trino':
    case 'presto':
      return `_col${position}`;
    case 'hive':
      return `_c${position}`;
    case 'bigquery':
      return `f${position}_`;
    case 'redshift':
    case 'postgres':
      return postgresName(e);
    default:
      return a.text.slice(e.start, e.end).toLowerCase();
  }
}

/** Postgres names a result after its function, or after what a cast is applied to. */
function postgresName(e: Expression): Name {
  switch (e.kind) {
    case 'column':
      return e.parts.at(-1)!;
    case 'call':
      return e.name;
    case 'cast': {
      const inner = postgresName(e.operand);
      return inner === '?column?' ? (e.type.toLowerCase().match(/^\w+/)?.[0] ?? inner) : inner;
    }
    case 'case':
      return 'case';
    case 'field':
      return e.name ?? postgresName(e.base);
    case 'subquery': {
      if (e.exists) return 'exists';
      const { query } = e;
      const item = query.kind === 'select' ? query.items[0] : undefined;
      return item === undefined ? '?column?' : (item.alias ?? postgresName(item.expression));
    }
    default:
      return '?column?';
  }
}
