import type { Expression } from '../tree/expression';
import { Touched } from '../bind/touched';
import { FlowBuilder, K, type Influences } from './flow';
import { traceExpression, type Place } from './trace-expression';

/** Adds what a clause reads to what decides about the rows. */
export function addInfluence(place: Place, e: Expression, kind: number, influences: Influences): void {
  const builder = new FlowBuilder();
  traceExpression(place, e, kind, builder);
  for (const entry of builder.build()) influences.add(entry.column, kind, e.start, e.end);
  if (builder.influences !== null) influences.addAll(builder.influences);
}

/** Adds a condition part by part: what compares two relations joins them, the rest filters. */
export function addCondition(place: Place, e: Expression, kind: number, influences: Influences): void {
  if (e.kind === 'operation' && (e.operator === 'and' || e.operator === 'or')) {
    for (const part of e.operands) addCondition(place, part, kind, influences);
    return;
  }
  if (kind !== K.filter) {
    addInfluence(place, e, kind, influences);
    return;
  }
  const { analysis } = place;
  const around = analysis.touched;
  const touched = new Touched();
  analysis.touched = touched;
  const builder = new FlowBuilder();
  traceExpression(place, e, K.filter, builder);
  analysis.touched = around;
  around?.addAll(touched);
  const found = e.kind !== 'subquery' && touched.several ? K.join : K.filter;
  for (const entry of builder.build()) influences.add(entry.column, found, e.start, e.end);
  if (builder.influences !== null) influences.addAll(builder.influences);
}
