import type { Incarnation } from './incarnations';
import type { Column, ColumnChange, SchemaFact } from './lifecycle';
import { compareText } from './statement-run';

/** The columns of one table over time, with its column changes worked in and repetitions left out. */
export function schemaTimeline({
  facts,
  columnEvents,
}: Pick<Incarnation, 'facts' | 'columnEvents'>): SchemaFact[] {
  const steps = [
    ...facts.map((fact) => ({ at: fact.at, moment: fact.moment, rank: 0, apply: () => fact })),
    ...columnEvents.map(({ moment, change, by }) => ({
      at: by.at,
      moment,
      rank: 1,
      apply: (before: readonly Column[] | null): SchemaFact => ({
        ...by,
        moment,
        origin: 'derived',
        columns: before === null ? null : changeColumns(before, change),
      }),
    })),
  ].sort((a, b) => compareText(a.at, b.at) || compareText(a.moment, b.moment) || a.rank - b.rank);

  const timeline: SchemaFact[] = [];
  for (const step of steps) {
    const last = timeline.at(-1);
    // A change to columns that were never seen says nothing on its own; the next snapshot will show its result.
    if (step.rank === 1 && last === undefined) continue;
    const fact = step.apply(last?.columns ?? null);
    if (last === undefined || !sameColumns(last.columns, fact.columns)) timeline.push(fact);
  }
  return timeline;
}

function changeColumns(before: readonly Column[], change: ColumnChange): readonly Column[] {
  switch (change.kind) {
    case 'add':
      return before.some((column) => column.name === change.column.name)
        ? before
        : [...before, change.column];
    case 'drop':
      return before.filter((column) => column.name !== change.column);
    case 'rename':
      return before.map((column) => (column.name === change.from ? { ...column, name: change.to } : column));
  }
}

function sameColumns(a: readonly Column[] | null, b: readonly Column[] | null): boolean {
  if (a === null || b === null) return a === b;
  return (
    a.length === b.length && a.every((column, i) => column.name === b[i]!.name && column.type === b[i]!.type)
  );
}
