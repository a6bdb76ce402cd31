import { nameKey } from '../name-key';
import { canonicalJson } from '../observe/content-hash';
import type { Column, Lifecycle } from './lifecycle';
import { momentAfter } from './moment';
import type { StoredEvent } from './openlineage-run';
import { compareText } from './statement-run';

/** What an OpenLineage event says of a dataset itself. */
export interface Told {
  readonly name: string;
  readonly at: string;
  readonly columns: readonly Column[] | null;
  readonly owners: readonly string[];
  readonly description: string | null;
}

export type Rename = Extract<Lifecycle, { kind: 'rename' }>;

/** What events say of datasets, in order of time. */
export function toldBy(events: readonly StoredEvent[]): Told[] {
  return inOrder(events).flatMap(({ at, body }) =>
    body.datasets.map(({ dataset, columns, owners, description }) => ({
      name: nameKey(dataset),
      at,
      columns,
      owners,
      description,
    })),
  );
}

/** The renames that the events of one run tell of, each once, however many of its events repeat it. */
export function renamesToldBy(events: readonly StoredEvent[]): Rename[] {
  const found = new Map<string, Rename>();
  for (const { at, body } of inOrder(events)) {
    for (const { dataset, lifecycle, previousName } of body.datasets) {
      if (lifecycle !== 'RENAME' || previousName === null) continue;
      const [from, to] = [nameKey(previousName), nameKey(dataset)];
      if (!found.has(`${from} ${to}`)) {
        found.set(`${from} ${to}`, { kind: 'rename', moment: momentAfter(at), from, to });
      }
    }
  }
  return [...found.values()];
}

/** By time, then by what is said, so that what came first does not matter. */
export const compareTold = (a: Told, b: Told): number =>
  compareText(a.at, b.at) || compareText(canonicalJson(a), canonicalJson(b));

const inOrder = (events: readonly StoredEvent[]): StoredEvent[] =>
  [...events].sort((a, b) => compareText(a.at, b.at) || compareText(a.contentHash, b.contentHash));
