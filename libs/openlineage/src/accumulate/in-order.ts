import type { EventReading } from './event-reading';

/**
 * Events by their own time, each once; of one instant in the order in which they came, since nothing else tells. An event that came again
 * counts as come last.
 */
export function inOrder(arrived: readonly EventReading[]): EventReading[] {
  const lastCame = new Map<string, number>();
  arrived.forEach(({ envelope }, at) => lastCame.set(envelope.contentHash, at));
  return arrived
    .filter(({ envelope }, at) => lastCame.get(envelope.contentHash) === at)
    .sort((a, b) => compareInstants(a.envelope.eventTime, b.envelope.eventTime));
}

/** `…:00Z` comes before `…:00.5Z`, which their texts do not tell. */
export function compareInstants(a: string, b: string): number {
  const [x, y] = [sortable(a), sortable(b)];
  return x < y ? -1 : x > y ? 1 : 0;
}

const sortable = (instant: string): string => {
  const [seconds = '', fraction = ''] = instant.replace(/Z$/, '').split('.');
  return `${seconds}.${fraction.padEnd(9, '0')}`;
};
