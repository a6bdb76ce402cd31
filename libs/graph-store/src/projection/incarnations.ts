import type { ColumnChange, Lifecycle, SchemaFact, Visibility } from './lifecycle';
import { millisecondsBetween, type Moment } from './moment';

/** A stretch of time during which a table bore a name. Half-open the SQL way: after `from`, up to and with `until`; null = open. */
export interface Spell {
  readonly name: string;
  readonly from: Moment | null;
  until: Moment | null;
}

export interface ColumnEvent {
  readonly moment: Moment;
  readonly change: ColumnChange;
  readonly by: Visibility;
}

/** One table from its birth to its end, under all the names it bore. */
export interface Incarnation {
  readonly spells: Spell[];
  readonly facts: SchemaFact[];
  readonly columnEvents: ColumnEvent[];
  dropped: boolean;
}

/** Follows tables through creations, renames, swaps and drops. `events` must be in order. */
export function traceIncarnations(events: readonly Lifecycle[]): Incarnation[] {
  const all: Incarnation[] = [];
  const live = new Map<string, Incarnation>();
  const known = new Set<string>();

  const begin = (name: string, from: Moment | null): Incarnation => {
    const born: Incarnation = {
      spells: [{ name, from, until: null }],
      facts: [],
      columnEvents: [],
      dropped: false,
    };
    all.push(born);
    live.set(name, born);
    known.add(name);
    return born;
  };
  // What is first met in use existed before; what comes back after a drop was created in between, unseen.
  const existing = (name: string, moment: Moment): Incarnation =>
    live.get(name) ?? begin(name, known.has(name) ? moment : null);
  const end = (name: string, moment: Moment): void => {
    const incarnation = live.get(name);
    if (incarnation === undefined) return;
    incarnation.spells.at(-1)!.until = moment;
    incarnation.dropped = true;
    live.delete(name);
  };

  for (const event of events) {
    switch (event.kind) {
      case 'touch':
        existing(event.name, event.moment);
        break;
      case 'create':
        if (!live.has(event.name)) begin(event.name, event.moment);
        break;
      case 'drop':
        existing(event.name, event.moment);
        end(event.name, event.moment);
        break;
      case 'rename': {
        if (event.from === event.to) break;
        const moved = existing(event.from, event.moment);
        end(event.to, event.moment);
        moved.spells.at(-1)!.until = event.moment;
        moved.spells.push({ name: event.to, from: event.moment, until: null });
        live.delete(event.from);
        live.set(event.to, moved);
        known.add(event.to);
        break;
      }
      case 'schema':
        existing(event.name, event.moment).facts.push(event.fact);
        break;
      case 'column':
        existing(event.name, event.moment).columnEvents.push({
          moment: event.moment,
          change: event.change,
          by: event.by,
        });
        break;
    }
  }
  return all;
}

/**
 * The name that a table's history belongs to: the last one it bore, or of a table that is gone the one it bore longest. dbt builds `x__dbt_tmp`,
 * renames it to `x`, a day later to `x__dbt_backup`, and drops that: its history is x's.
 */
export function lastingName(incarnation: Incarnation): string {
  if (!incarnation.dropped) return incarnation.spells.at(-1)!.name;
  let best = incarnation.spells[0]!;
  for (const spell of incarnation.spells.slice(1)) {
    const longest = millisecondsBetween(best.from, best.until!);
    if (millisecondsBetween(spell.from, spell.until!) > longest) best = spell;
  }
  return best.name;
}
