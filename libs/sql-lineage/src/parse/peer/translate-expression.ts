import type { Expression, SelectItem, WindowSpec } from '../../tree/expression';
import { none } from '../parser';
import { bareUserValues, bareValues, dateParts, datePartFunctions } from '../words';
import { isForeign, list, nameOf, placeOf, Rejected, type Foreign } from './foreign';
import { translateQuery } from './translate-query';

/** What the translation knows of the dialect. */
export interface PeerContext {
  /** `"x"` is a string here; elsewhere a tree that says so has lost a column. */
  readonly doubleQuoteString: boolean;
  /** `->` makes a lambda here, which the peer reads as an operator. */
  readonly lambdas: boolean;
}

const literals = new Set([
  'number',
  'bigint',
  'bool',
  'null',
  'string',
  'single_quote_string',
  'natural_string',
  'hex_string',
  'full_hex_string',
  'bit_string',
  'regex_string',
  'param',
  'var',
  'origin',
  'date',
  'time',
  'datetime',
  'timestamp',
  'interval',
  'default',
]);

/** node-sql-parser's expression as ours. */
export function translateExpression(node: unknown, context: PeerContext): Expression {
  if (!isForeign(node)) return { kind: 'literal', ...placeOf({}) };
  const place = placeOf(node);
  if (isForeign(node['ast'])) return subquery(node['ast'], context, false);
  const { type } = node;
  if (typeof type !== 'string') throw new Rejected('an expression has no type');
  if (type === 'double_quote_string') {
    if (!context.doubleQuoteString) throw new Rejected('a quoted identifier was read as a string');
    return { kind: 'literal', ...place };
  }
  if (literals.has(type)) return { kind: 'literal', ...place };
  switch (type) {
    case 'column_ref':
      return column(node, place);
    case 'star':
      return { kind: 'literal', ...place };
    case 'select':
      return subquery(node, context, false);
    case 'binary_expr':
      return binary(node, context);
    case 'unary_expr':
      return {
        kind: 'operation',
        operator: String(node['operator']),
        operands: [translateExpression(node['expr'], context)],
        ...place,
      };
    case 'case':
      return caseOf(node, context);
    case 'cast': {
      const [target] = list(node['target']);
      const operand = translateExpression(node['expr'], context);
      return { kind: 'cast', operand, type: String(target?.['dataType'] ?? ''), ...place };
    }
    case 'aggr_func':
    case 'function':
    case 'window_func':
      return call(node, context);
    case 'expr_list':
      return {
        kind: 'operation',
        operator: 'row',
        operands: list(node['value']).map((e) => translateExpression(e, context)),
        ...place,
      };
    default:
      throw new Rejected(`an expression of type ${type}`);
  }
}

function column(node: Foreign, place: { readonly start: number; readonly end: number }): Expression {
  const names = [node['catalog'], node['db'], node['schema'], node['table']].map(nameOf);
  const qualifier = names.filter((name) => name !== null);
  const name = nameOf(node['column']);
  if (name === null) throw new Rejected('a column without a name');
  if (name === '*') return { kind: 'star', qualifier, except: none, replace: none, rename: none, ...place };
  // `sysdate`, `user`: values that the peer takes for columns.
  if (qualifier.length === 0 && (bareValues.has(name) || bareUserValues.has(name)))
    return { kind: 'literal', ...place };
  return { kind: 'column', parts: [...qualifier, name], ...place };
}

function subquery(node: Foreign, context: PeerContext, exists: boolean): Expression {
  return { kind: 'subquery', query: translateQuery(node, context), exists, ...placeOf(node) };
}

function binary(node: Foreign, context: PeerContext): Expression {
  const operator = String(node['operator']).toLowerCase();
  if (operator === '.') throw new Rejected('a name of four parts was read as an operator');
  if (operator === '->' && context.lambdas) throw new Rejected('a lambda was read as an operator');
  const operands = [node['left'], node['right']].map((side) => translateExpression(side, context));
  return { kind: 'operation', operator, operands, ...placeOf(node) };
}

function caseOf(node: Foreign, context: PeerContext): Expression {
  const conditions = isForeign(node['expr']) ? [translateExpression(node['expr'], context)] : [];
  const values: Expression[] = [];
  for (const arm of list(node['args'])) {
    if (isForeign(arm['cond'])) conditions.push(translateExpression(arm['cond'], context));
    values.push(translateExpression(arm['result'], context));
  }
  return { kind: 'case', conditions, values, ...placeOf(node) };
}

function call(node: Foreign, context: PeerContext): Expression {
  const name = functionName(node['name']);
  const place = placeOf(node);
  const given = argumentsOf(node['args']);
  if (name === 'exists') {
    const [query] = given;
    if (query !== undefined && isForeign(query['ast'])) return subquery(query['ast'], context, true);
  }
  const parts = datePartFunctions.has(name)
    ? given.filter(
        (a, i) => !(i < 2 && a['type'] === 'column_ref' && dateParts.has(nameOf(a['column']) ?? '')),
      )
    : given;
  const { args } = node;
  const order = isForeign(args) ? keysOf(args['orderby'], context) : none;
  return {
    kind: 'call',
    name,
    args: parts.map((a) => translateExpression(a, context)),
    star: given.some((a) => a['type'] === 'star'),
    order: [...order, ...keysOf(node['within_group_orderby'], context)],
    filter: isForeign(node['filter'])
      ? translateExpression(node['filter']['where'] ?? node['filter'], context)
      : null,
    over: isForeign(node['over']) ? windowOf(node['over'], context) : null,
    ...place,
  };
}

function functionName(value: unknown): string {
  if (typeof value === 'string') return value.toLowerCase();
  if (!isForeign(value)) throw new Rejected('a function without a name');
  const own = list(value['name']).at(-1) ?? value['schema'];
  const name = nameOf(own);
  if (name === null) throw new Rejected('a function without a name');
  return name;
}

function argumentsOf(args: unknown): readonly Foreign[] {
  if (!isForeign(args)) return [];
  if (args['type'] === 'expr_list') return list(args['value']);
  return list(args['expr'] ?? []);
}

export function windowOf(over: Foreign, context: PeerContext): WindowSpec {
  const named = over['as_window_specification'];
  if (typeof named === 'string') return { base: named.toLowerCase(), keys: none };
  const outer = isForeign(named) ? named : over;
  const spec = isForeign(outer['window_specification']) ? outer['window_specification'] : outer;
  return {
    base: nameOf(spec['name']),
    keys: [...keysOf(spec['partitionby'], context), ...keysOf(spec['orderby'], context)],
  };
}

/** Keys of ORDER BY, GROUP BY and PARTITION BY. */
export function keysOf(keys: unknown, context: PeerContext): readonly Expression[] {
  return list(keys).map((key) => translateExpression(isForeign(key['expr']) ? key['expr'] : key, context));
}

/** One item of a select list. */
export function itemOf(node: Foreign, position: number, context: PeerContext): SelectItem {
  const expression = translateExpression(node['expr'], context);
  const given = nameOf(node['as']);
  // Without a place in the text an expression has no name that the database would give it.
  const unnamed = expression.kind !== 'column' && expression.kind !== 'star' && expression.start < 0;
  return {
    expression,
    alias: given ?? (unnamed ? `_col${position}` : null),
    aliases: none,
    start: expression.start,
    end: expression.end,
  };
}
