import type { Analysis } from '../analysis';
import type { Env } from '../trace/env';
import { FlowBuilder, K, type Influences } from '../trace/flow';
import { addCondition, addInfluence } from '../trace/influence';
import { outputName } from '../resolve/output-name';
import { traceExpression, type Place } from '../trace/trace-expression';
import type { RecognizeRelation } from '../tree/query';
import { renamed } from './renamed';
import type { RowColumn } from './rows';
import { Source, type Scope } from './scope';

/** MATCH_RECOGNIZE: its partition columns and measures, or all columns and measures; DEFINE decides about the rows. */
export function bindRecognize(
  a: Analysis,
  relation: RecognizeRelation,
  scope: Scope,
  env: Env | null,
  influences: Influences,
): Source {
  const place: Place = { analysis: a, scope, env, aliases: 'never' };
  const { allRows, measures, conditions, variables } = relation.recognition;
  scope.variables = variables;
  const columns: RowColumn[] = allRows
    ? scope.sources.flatMap((s) => s.columns)
    : relation.partition.map((e, i) => {
        const builder = new FlowBuilder();
        traceExpression(place, e, K.identity, builder);
        return { name: outputName(a, e, i), flow: builder.build(), influences: null, star: null, span: null };
      });
  for (const measure of measures) {
    const builder = new FlowBuilder();
    traceExpression(place, measure.expression, K.identity, builder);
    const { start, end } = measure.expression;
    columns.push({
      name: measure.alias ?? outputName(a, measure.expression, columns.length),
      flow: builder.build(),
      influences: builder.influences,
      star: null,
      span: { start, end },
    });
  }
  for (const e of relation.partition) addInfluence(place, e, K.window, influences);
  for (const e of relation.order) addInfluence(place, e, K.window, influences);
  for (const e of conditions) addCondition(place, e, K.filter, influences);
  return new Source(relation.alias, [], null, renamed(columns, relation.columns));
}
