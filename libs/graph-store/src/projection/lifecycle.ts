import type { Moment } from './moment';
import { compareRuns, keyOf, sessionKey, startOfRun, type StatementRun } from './statement-run';

export interface Column {
  readonly name: string;
  readonly type: string | null;
}

/** What happens to a name. `touch`: it is written to, so it exists. */
export type Lifecycle = { readonly moment: Moment } & (
  | { readonly kind: 'touch' | 'create' | 'drop'; readonly name: string }
  | { readonly kind: 'rename'; readonly from: string; readonly to: string }
  | { readonly kind: 'schema'; readonly name: string; readonly fact: SchemaFact }
  | { readonly kind: 'column'; readonly name: string; readonly change: ColumnChange; readonly by: Visibility }
);

/** From when on others, and the statement's own session, see it. */
export interface Visibility {
  readonly at: string;
  readonly session: string | null;
}

/** Columns of a table at a time; `columns: null` = from here on other ones, not known. */
export interface SchemaFact extends Visibility {
  readonly moment: Moment;
  readonly origin: 'catalog' | 'derived' | 'openlineage';
  readonly columns: readonly Column[] | null;
}

export type ColumnChange =
  | { readonly kind: 'rename'; readonly from: string; readonly to: string }
  | { readonly kind: 'add'; readonly column: Column }
  | { readonly kind: 'drop'; readonly column: string };

/** What the runs do to names, in order. */
export function lifecycleOfRuns(runs: readonly StatementRun[]): Lifecycle[] {
  return [...runs].sort(compareRuns).flatMap(lifecycleOfRun);
}

function lifecycleOfRun(run: StatementRun): Lifecycle[] {
  const { analysis } = run;
  const moment = startOfRun(run);
  // A definition in a catalog was there when it was first seen.
  const at = run.origin === 'view-definition' ? run.startedAt : run.endedAt;
  const by: Visibility = { at, session: sessionKey(run) };
  const name = (index: number): string => keyOf(analysis.datasets[index]!, run);
  const events: Lifecycle[] = [];

  for (const { dataset, effect } of analysis.outputs) {
    const kind =
      effect === 'drop' ? 'drop' : effect === 'append' || effect === 'truncate' ? 'touch' : 'create';
    events.push({ moment, kind, name: name(dataset) });
  }
  for (const { dataset, columns } of analysis.definedColumns) {
    const fact: SchemaFact = { ...by, moment, origin: 'derived', columns };
    events.push({ moment, kind: 'schema', name: name(dataset), fact });
  }
  for (const change of analysis.schemaChanges) {
    switch (change.kind) {
      case 'rename-table':
        events.push({ moment, kind: 'rename', from: name(change.from), to: name(change.to) });
        break;
      case 'append-table':
        events.push({ moment, kind: 'touch', name: name(change.to) });
        break;
      case 'rename-column':
        events.push({
          moment,
          kind: 'column',
          name: name(change.dataset),
          by,
          change: { kind: 'rename', from: change.from, to: change.to },
        });
        break;
      case 'add-column':
        events.push({
          moment,
          kind: 'column',
          name: name(change.dataset),
          by,
          change: { kind: 'add', column: { name: change.column, type: change.type } },
        });
        break;
      case 'drop-column':
        events.push({
          moment,
          kind: 'column',
          name: name(change.dataset),
          by,
          change: { kind: 'drop', column: change.column },
        });
        break;
      case 'set-location':
        break;
    }
  }
  return events;
}
