import type { DatasetRef } from '@tributary/contracts';
import type { SessionEffect } from '@tributary/sql-lineage';

/** The last part of a name, by which a session knows its temp tables. */
export const lastPart = (name: string): string => name.slice(name.lastIndexOf('.') + 1);

/**
 * Of the temp tables that a session has, those that a statement's meaning hangs on, sorted. Names that it does not mention would only
 * make one result many; `#t` and what the statement itself makes are temp tables whatever was told.
 */
export function mentionedTemps(
  told: readonly string[],
  datasets: readonly DatasetRef[],
  effect: SessionEffect,
): string[] {
  if (told.length === 0) return [];
  const mentioned = new Set(datasets.map((dataset) => lastPart(dataset.name)));
  const made = new Set(effect.createsTemp ?? []);
  const names = new Set(told.map((name) => lastPart(name.toLowerCase())));
  return [...names].filter((name) => mentioned.has(name) && !made.has(name) && !name.startsWith('#')).sort();
}
