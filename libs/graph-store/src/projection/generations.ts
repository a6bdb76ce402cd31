import type { OutputEffect } from '@tributary/contracts';
import { compareText } from './statement-run';
import type { Moment } from './moment';

/** One write to a dataset: the edges it makes, by id. */
export interface Contribution {
  /** In the order of which contributions come. */
  readonly moment: Moment;
  /** Since when it holds; earlier than `moment` for a definition that a catalog has shown time and again. */
  readonly since: Moment;
  readonly effect: OutputEffect;
  /** When the table came to be that was written: of two that bore one name the later has its own generations. Null = from the start. */
  readonly born: Moment | null;
  /** True when rows or a definition were written; an emptied table waits for that before its old edges close. */
  readonly written: boolean;
  readonly edges: ReadonlyMap<string, { readonly endsAt: Moment | null }>;
}

export interface Interval {
  readonly from: Moment;
  readonly until: Moment | null;
}

/** When an edge held, and since when the present generation of it does. */
export interface EdgeLife {
  readonly intervals: readonly Interval[];
  readonly since: Moment;
}

interface Generation {
  born: Moment;
  writtenAt: Moment | null;
  /** The last moment of it. */
  lastAt: Moment;
  readonly edges: Map<string, { readonly from: Moment; readonly endsAt: Moment | null }>;
}

/**
 * When each edge held. A definition, a CTAS, a truncate or a drop opens a generation, appends accumulate in it, and an edge closes when a
 * newer generation was written without it: an hourly truncate-and-reload is one interval. `contributions` must be in order.
 */
export function foldGenerations(contributions: readonly Contribution[]): Map<string, EdgeLife> {
  const generations: Generation[] = [{ born: '', writtenAt: null, lastAt: '', edges: new Map() }];
  for (const { moment, since, effect, written, edges, ...contribution } of contributions) {
    let generation = generations.at(-1)!;
    const born = contribution.born ?? '';
    const empties = effect === 'truncate' || effect === 'drop';
    // The table that a newer one has replaced is cleared away: that is no news of the newer one.
    if (empties && born < generation.born) continue;
    // CREATE TABLE over a table that lives is one IF NOT EXISTS: it changes nothing.
    const opens = born > generation.born || (effect !== 'append' && effect !== 'create');
    if (opens && (generation.writtenAt !== null || generation.edges.size > 0)) {
      generation = { born: generation.born, writtenAt: null, lastAt: '', edges: new Map() };
      generations.push(generation);
    }
    if (born > generation.born) generation.born = born;
    if (written) generation.writtenAt ??= since;
    generation.lastAt = moment;
    for (const [id, { endsAt }] of edges) {
      const known = generation.edges.get(id);
      generation.edges.set(id, { from: known?.from ?? since, endsAt });
    }
  }
  const intervals = intervalsOf(generations);
  const lives = new Map<string, EdgeLife>();
  for (const { edges } of generations) {
    for (const [id, { from }] of edges) lives.set(id, { intervals: intervals.get(id)!, since: from });
  }
  return lives;
}

function intervalsOf(generations: readonly Generation[]): Map<string, Interval[]> {
  const intervals = new Map<string, Interval[]>();
  const open = new Map<string, Moment>();
  const close = (id: string, until: Moment): void => {
    const from = open.get(id);
    if (from === undefined) return;
    open.delete(id);
    intervals.set(id, [
      ...(intervals.get(id) ?? []),
      { from, until: compareText(from, until) < 0 ? until : from },
    ]);
  };

  let lastAt: Moment = '';
  for (const { writtenAt, edges, ...generation } of generations) {
    if (writtenAt !== null) {
      // A definition that came back holds since long ago, but what it replaced held until then.
      const until = compareText(writtenAt, lastAt) < 0 ? lastAt : writtenAt;
      for (const id of [...open.keys()]) if (!edges.has(id)) close(id, until);
    }
    lastAt = generation.lastAt;
    for (const [id, { from, endsAt }] of edges) {
      if (!open.has(id)) open.set(id, from);
      // The column it led to is gone; what is written to a new one of that name is another edge in time.
      if (endsAt !== null) close(id, endsAt);
    }
  }
  for (const [id, from] of open) intervals.set(id, [...(intervals.get(id) ?? []), { from, until: null }]);
  return intervals;
}

/** Intervals of several streams of writes as one list: overlapping or touching ones become one. */
export function mergeIntervals(intervals: readonly Interval[]): Interval[] {
  const merged: Interval[] = [];
  for (const next of [...intervals].sort((a, b) => compareText(a.from, b.from))) {
    const last = merged.at(-1);
    if (last === undefined || (last.until !== null && last.until < next.from)) merged.push(next);
    else if (last.until !== null && (next.until === null || next.until > last.until)) {
      merged[merged.length - 1] = { from: last.from, until: next.until };
    }
  }
  return merged;
}
