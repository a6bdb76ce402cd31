import type { Column, SchemaFact } from './lifecycle';
import { momentOf, type Moment } from './moment';

/** Which table a name meant up to and with `until`, and what happened to that table's columns; `to: null` = the column was dropped. */
export interface NameSegment {
  readonly until: Moment | null;
  readonly key: string;
  /** When that table came to be, which tells apart the tables that bore one name; null = before anything was seen, or it does not matter. */
  readonly born: Moment | null;
  readonly columns: readonly { readonly moment: Moment; readonly from: string; readonly to: string | null }[];
}

/** The columns of the table that bore a name after `from`, up to and with `until`. */
export interface SchemaSpan {
  readonly from: Moment | null;
  readonly until: Moment | null;
  readonly facts: readonly SchemaFact[];
  /** The earliest catalog snapshot: what is assumed of the time before anything was seen. */
  readonly reach: readonly Column[] | null;
}

/** What a name meant over time. */
export interface NameState {
  readonly segments: readonly NameSegment[];
  readonly spans: readonly SchemaSpan[];
}

/** What is asked of a schema: the columns as a statement of this session sees them when it starts. */
export interface SchemaMoment {
  readonly at: string;
  readonly position: number;
  readonly session: string | null;
}

export interface SchemaAnswer {
  readonly columns: readonly Column[];
  /** True when only a later snapshot knows them. */
  readonly assumed: boolean;
}

/** The table that a name means at a moment; a name without a state is itself. */
export function resolveName(state: NameState | undefined, name: string, moment: Moment): string {
  return segmentAt(state, moment)?.key ?? name;
}

/** When the table came to be that a name means at a moment; null when that is not known or does not matter. */
export function birthOf(state: NameState | undefined, moment: Moment): Moment | null {
  return segmentAt(state, moment)?.born ?? null;
}

/** The columns a name had last; null when they were never seen. */
export function lastColumns(state: NameState | undefined): readonly Column[] | null {
  const span = state?.spans.filter(({ facts }) => facts.length > 0).at(-1);
  return span?.facts.at(-1)?.columns ?? span?.reach ?? null;
}

/** The present name of a column that was called `column` at a moment; `droppedAt` when there is none any more. */
export function resolveColumn(
  state: NameState | undefined,
  column: string,
  moment: Moment,
): { readonly column: string; readonly droppedAt: Moment | null } {
  let current = column;
  for (const change of segmentAt(state, moment)?.columns ?? []) {
    if (change.moment < moment || change.from !== current) continue;
    if (change.to === null) return { column: current, droppedAt: change.moment };
    current = change.to;
  }
  return { column: current, droppedAt: null };
}

const segmentAt = (state: NameState | undefined, moment: Moment): NameSegment | undefined =>
  state?.segments.find((segment) => segment.until === null || moment <= segment.until);

/** The columns a name had for a statement; null when nothing is known. Used by the projection and by the parser worker alike. */
export function lookUpSchema(state: NameState | undefined, asked: SchemaMoment): SchemaAnswer | null {
  const moment = momentOf(asked.at, asked.position);
  const span = state?.spans.find((each) => each.until === null || moment <= each.until);
  if (span === undefined) return null;
  const seen = span.facts.filter((fact) => isVisible(fact, asked, moment)).at(-1);
  if (seen?.columns) return { columns: seen.columns, assumed: false };
  const later =
    seen === undefined
      ? span.reach
      : (span.facts.find((fact) => fact.origin === 'catalog' && fact.at > seen.at)?.columns ?? null);
  return later === null ? null : { columns: later, assumed: true };
}

/**
 * What was derived from a statement is seen by its own session at once and by others after its end; never at the very instant, for two statements
 * of one instant would each wait for the other's result.
 */
function isVisible(fact: SchemaFact, asked: SchemaMoment, moment: Moment): boolean {
  if (fact.origin !== 'derived') return fact.at <= asked.at;
  if (fact.at < asked.at) return true;
  return fact.session !== null && fact.session === asked.session && fact.moment < moment;
}
