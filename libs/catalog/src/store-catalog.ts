import { schemasAsOf, type Queryable } from '@tributary/graph-store';
import type { Catalog, ColumnsRequest } from './catalog';

const probe: ColumnsRequest = {
  dataset: { namespace: 'tributary', name: 'probe', temp: false },
  at: '2000-01-01T00:00:00Z',
  position: 0,
  sessionId: null,
  sourceId: 'probe',
};

/** The catalog that the graph store keeps: observed by collectors, derived from DDL, told by events. Reads only. */
export function storeCatalog(database: Queryable): Catalog {
  const columns: Catalog['columns'] = (requests) =>
    askOnce(requests, (distinct) =>
      schemasAsOf(
        database,
        distinct.map(({ dataset: { temp, ...dataset }, ...as }) => ({ dataset, temp, ...as })),
      ),
    );
  return {
    columns,
    // Also says no while the writer has not made the tables yet.
    check: async () => void (await columns([probe])),
  };
}

/**
 * Asks each distinct request once: statements of one batch share most of their tables. Nothing is kept beyond the batch. What the store
 * knows changes with every message, and the writer has a statement parsed again exactly because of such a change: an answer out of an
 * older cache would give it the old result for ever.
 */
async function askOnce<T>(
  requests: readonly ColumnsRequest[],
  ask: (distinct: readonly ColumnsRequest[]) => Promise<readonly T[]>,
): Promise<readonly T[]> {
  const indexes = new Map<string, number>();
  const distinct: ColumnsRequest[] = [];
  const indexOf = requests.map((request) => {
    const { dataset, at, position, sessionId, sourceId } = request;
    const key = JSON.stringify([
      dataset.namespace,
      dataset.name,
      dataset.temp,
      at,
      position,
      sessionId,
      sourceId,
    ]);
    const index = indexes.get(key) ?? distinct.push(request) - 1;
    indexes.set(key, index);
    return index;
  });
  const answers = distinct.length === 0 ? [] : await ask(distinct);
  return indexOf.map((index) => answers[index]!);
}
