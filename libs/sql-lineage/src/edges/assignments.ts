import type { RowColumn } from '../bind/rows';
import { Scope, Source } from '../bind/scope';
import type { TableNode } from '../bind/table-node';
import { evaluateQuery } from '../trace/evaluate-query';
import { FlowBuilder, K } from '../trace/flow';
import { traceExpression, type Place } from '../trace/trace-expression';
import type { Name, Span } from '../tree/expression';
import type { Assignment, InsertStatement } from '../tree/statement';
import { envOf } from './env-of';
import type { Draft } from './draft';
import type { Assigned } from './positional';

/** Output columns that several parts of a statement assign: each name once, with everything that may flow into it. */
export class AssignedColumns {
  private readonly byName = new Map<Name, { builder: FlowBuilder; span: Span | null }>();

  add(name: Name, column: RowColumn): void {
    const entry = this.entry(name, column.span);
    entry.builder.addFlow(column.flow, K.identity, false);
    if (column.influences !== null) entry.builder.addInfluences(column.influences);
  }

  /** `SET a = e`, `SET (a, b) = (SELECT …)`, `SET (a, b) = (e, f)`. */
  assign(place: Place, assignment: Assignment, nameOf: (target: readonly Name[]) => Name): Name[] {
    const names = assignment.targets.map(nameOf);
    const { value } = assignment;
    const span = { start: value.start, end: value.end };
    if (names.length > 1 && value.kind === 'subquery') {
      const rows = evaluateQuery(place.analysis, value.query, place.env, place.scope);
      names.forEach((name, i) => {
        const column = rows.columns[i];
        const entry = this.entry(name, span);
        if (column !== undefined) entry.builder.addFlow(column.flow, K.identity, false);
        entry.builder.addInfluences(rows.influences);
      });
      return names;
    }
    if (names.length > 1 && value.kind === 'operation' && value.operands.length === names.length) {
      names.forEach((name, i) => {
        traceExpression(place, value.operands[i]!, K.identity, this.entry(name, value.operands[i]!).builder);
      });
      return names;
    }
    for (const name of names) traceExpression(place, value, K.identity, this.entry(name, span).builder);
    return names;
  }

  /** In the target's declared order as far as it is known, else in the order of first mention. */
  inOrder(declared: readonly Name[] | null): readonly Assigned[] {
    const names = [...this.byName.keys()];
    const order =
      declared === null
        ? names
        : [...declared.filter((n) => this.byName.has(n)), ...names.filter((n) => !declared.includes(n))];
    return order.map((name) => {
      const { builder, span } = this.byName.get(name)!;
      return {
        name,
        column: { name, flow: builder.build(), influences: builder.influences, star: null, span },
      };
    });
  }

  private entry(name: Name, span: Span | null): { builder: FlowBuilder; span: Span | null } {
    let entry = this.byName.get(name);
    if (entry === undefined) {
      entry = {
        builder: new FlowBuilder(),
        span: span === null ? null : { start: span.start, end: span.end },
      };
      this.byName.set(name, entry);
    }
    return entry;
  }
}

/** What an INSERT's columns may hold once `ON CONFLICT … DO UPDATE` has had its say. */
export function conflictColumns(
  d: Draft,
  s: InsertStatement,
  target: TableNode,
  assigned: readonly Assigned[],
): readonly Assigned[] {
  const scope = new Scope(null);
  const alias = s.target.alias ?? (s.target.kind === 'table' ? s.target.name.parts.at(-1)! : null);
  scope.add(new Source(alias, [], target, target.rows));
  const proposed = new Source(
    'excluded',
    [],
    null,
    assigned.map(({ name, column }) => ({ ...column, name })),
  );
  proposed.hidden = true;
  proposed.aliases = new Set(['new', 'values']);
  scope.add(proposed);
  const place: Place = { analysis: d.analysis, scope, env: envOf(d, s), aliases: 'never' };
  const columns = new AssignedColumns();
  for (const { name, column } of assigned) columns.add(name, column);
  for (const assignment of s.onConflict) columns.assign(place, assignment, (parts) => parts.at(-1)!);
  return columns.inOrder(null);
}
