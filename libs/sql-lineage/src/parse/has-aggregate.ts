import type { Expression } from '../tree/expression';
import { aggregates } from './words';

/** True when an expression sums rows up: `GROUP BY ALL` groups by the items that do not. */
export function hasAggregate(e: Expression): boolean {
  switch (e.kind) {
    case 'call':
      return (aggregates.has(e.name) && e.over === null) || e.args.some(hasAggregate);
    case 'operation':
      return e.operands.some(hasAggregate);
    case 'cast':
      return hasAggregate(e.operand);
    case 'case':
      return e.values.some(hasAggregate) || e.conditions.some(hasAggregate);
    case 'field':
      return hasAggregate(e.base);
    case 'opaque':
      return e.parts.some(hasAggregate);
    case 'column':
    case 'star':
    case 'literal':
    case 'lambda':
    case 'subquery':
      return false;
  }
}
