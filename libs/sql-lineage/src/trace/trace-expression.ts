import type { Analysis } from '../analysis';
import { Scope } from '../bind/scope';
import type { RowColumn } from '../bind/rows';
import { resolveColumn, type AliasRule } from '../resolve/resolve-column';
import { starColumns } from '../resolve/expand-star';
import type { CallExpression, Expression, Name, Recognition, WindowSpec } from '../tree/expression';
import type { Env } from './env';
import { K, type FlowBuilder } from './flow';
import { fieldsOf } from './fields-of';
import { functionTraits } from './functions';
import { evaluateQuery } from './evaluate-query';

/** Names that stand for nothing outside an expression: lambda parameters. */
interface Locals {
  readonly names: readonly Name[];
  readonly outer: Locals | null;
}

/** Where an expression stands: what it sees and how names are looked up. */
export interface Place {
  readonly analysis: Analysis;
  readonly scope: Scope;
  readonly env: Env | null;
  readonly aliases: AliasRule;
}

/** Adds everything that an expression reads to `into`, used in the way `via`. */
export function traceExpression(place: Place, expression: Expression, via: number, into: FlowBuilder): void {
  trace(place, expression, via, false, null, into);
}

/** A direct use is at least `kind`; a steering use stays what it is. */
const atLeast = (via: number, kind: number): number => (via < K.conditional && via < kind ? kind : via);

const steering = (via: number, kind: number): number => (via < K.conditional ? kind : via);

function trace(
  place: Place,
  e: Expression,
  via: number,
  masking: boolean,
  locals: Locals | null,
  into: FlowBuilder,
): void {
  place.analysis.step();
  switch (e.kind) {
    case 'literal':
      return;
    case 'column': {
      if (locals !== null && isLocal(locals, e.parts[0]!)) return;
      const found = resolveColumn(place.analysis, place.scope, e, place.aliases);
      place.analysis.step(found.flow.length);
      into.addFlow(found.flow, found.field ? atLeast(via, K.transformation) : via, masking);
      if (found.influences !== null) into.addInfluences(found.influences);
      return;
    }
    case 'star': {
      for (const c of starColumns(place.analysis, place.scope, e)) into.addFlow(c.flow, via, masking);
      return;
    }
    case 'operation':
    case 'opaque': {
      const kind =
        e.kind === 'operation' && e.operator === 'row' && via !== K.identity
          ? via
          : atLeast(via, K.transformation);
      for (const part of e.kind === 'operation' ? e.operands : e.parts)
        trace(place, part, kind, masking, locals, into);
      return;
    }
    case 'cast':
      trace(place, e.operand, atLeast(via, K.transformation), masking, locals, into);
      return;
    case 'case':
      for (const value of e.values)
        trace(place, value, atLeast(via, K.transformation), masking, locals, into);
      for (const condition of e.conditions)
        trace(place, condition, steering(via, K.conditional), masking, locals, into);
      return;
    case 'field': {
      const part = e.name === null ? undefined : fieldsOf(e.base, place.analysis.text)?.get(e.name);
      trace(place, part ?? e.base, atLeast(via, K.transformation), masking, locals, into);
      if (e.index !== null) trace(place, e.index, steering(via, K.conditional), masking, locals, into);
      return;
    }
    case 'lambda':
      trace(place, e.body, via, masking, { names: e.parameters, outer: locals }, into);
      return;
    case 'subquery': {
      const rows = evaluateQuery(place.analysis, e.query, place.env, place.scope);
      into.addInfluences(rows.influences);
      if (!e.exists) for (const c of rows.columns) addColumn(c, via, masking, into);
      return;
    }
    case 'call':
      traceCall(place, e, via, masking, locals, into);
      return;
  }
}

function addColumn(column: RowColumn, via: number, masking: boolean, into: FlowBuilder): void {
  into.addFlow(column.flow, via, masking);
  if (column.influences !== null) into.addInfluences(column.influences);
}

function isLocal(locals: Locals, name: Name): boolean {
  for (let l: Locals | null = locals; l !== null; l = l.outer) if (l.names.includes(name)) return true;
  return false;
}

function traceCall(
  place: Place,
  call: CallExpression,
  via: number,
  masking: boolean,
  locals: Locals | null,
  into: FlowBuilder,
): void {
  const traits = functionTraits(call.name);
  const kind = atLeast(via, traits.aggregate ? K.aggregation : K.transformation);
  const masks = masking || traits.masking;
  const { args } = call;
  for (let i = 0; i < args.length; i += 1) {
    const steers = traits.steers(i, args.length);
    trace(place, args[i]!, steers ? steering(via, K.conditional) : kind, masks, locals, into);
  }
  // `percentile_cont(0.5) within group (order by x)` has no argument but its order.
  const ordered = args.every((arg) => arg.kind === 'literal') && traits.aggregate && !call.star;
  for (const key of call.order)
    trace(place, key, ordered ? kind : steering(via, K.window), masks, locals, into);
  if (call.over !== null && args.length === 0)
    traceMeasure(place, call.name, call.over, via, masking, locals, into);
  if (call.filter !== null) trace(place, call.filter, steering(via, K.conditional), masking, locals, into);
  if (call.over !== null) traceWindow(place, call.over, steering(via, K.window), masking, locals, into);
}

function traceWindow(
  place: Place,
  window: WindowSpec,
  via: number,
  masking: boolean,
  locals: Locals | null,
  into: FlowBuilder,
): void {
  for (const spec of chainOf(place.scope, window)) {
    for (const key of spec.keys) trace(place, key, via, masking, locals, into);
    if (spec.recognition === undefined) continue;
    const inside = amongRows(place, spec.recognition);
    for (const e of spec.recognition.conditions) trace(inside, e, via, masking, locals, into);
  }
}

/** The window and those that it is built on; a chain that leads back to itself ends after as many steps as there are windows. */
function chainOf(scope: Scope, window: WindowSpec): readonly WindowSpec[] {
  if (window.base === null) return [window];
  const chain = [window];
  for (let left = scope.windows?.size ?? 0; left > 0; left -= 1) {
    const { base } = chain.at(-1)!;
    const named = base === null ? undefined : scope.windows?.get(base);
    if (named === undefined) break;
    chain.push(named);
  }
  return chain;
}

/** `m OVER w`: what the window measures under that name. */
function traceMeasure(
  place: Place,
  name: Name,
  window: WindowSpec,
  via: number,
  masking: boolean,
  locals: Locals | null,
  into: FlowBuilder,
): void {
  for (const { recognition } of chainOf(place.scope, window)) {
    const measure = recognition?.measures.find((item) => item.alias === name);
    if (measure === undefined) continue;
    trace(amongRows(place, recognition!), measure.expression, via, masking, locals, into);
    return;
  }
}

/** The same place where the variables of a pattern stand for its rows. */
function amongRows(place: Place, { variables }: Recognition): Place {
  const scope = new Scope(place.scope.parent);
  for (const source of place.scope.sources) scope.add(source);
  scope.merged = place.scope.merged;
  scope.variables = variables;
  return { ...place, scope };
}
