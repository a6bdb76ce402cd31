import type { LineageQueueMessage } from '@tributary/contracts';
import {
  datasetEventsOf,
  runEventsOf,
  type EmittedDatasetEvent,
  type EmittedEvent,
} from '@tributary/openlineage';

/** What a message of ours says in OpenLineage's words. */
export type EventReader = (message: LineageQueueMessage) => readonly EmittedEvent[];

/** Beyond this many tables the memory of what was told begins anew. */
const MOST_REMEMBERED = 100_000;

/** Statements, each time; tables when something about them is new to this process, since catalogs are read again every hour. Events that came in stay in. */
export function createEventReader(): EventReader {
  const told = new Map<string, string>();
  const isNews = ({ dataset }: EmittedDatasetEvent): boolean => {
    const key = `${dataset.namespace}\n${dataset.name}`;
    const facets = JSON.stringify(dataset.facets);
    if (told.get(key) === facets) return false;
    if (told.size >= MOST_REMEMBERED) told.clear();
    told.set(key, facets);
    return true;
  };
  return (message) => {
    switch (message.type) {
      case 'lineage-extracted':
        return runEventsOf(message);
      case 'catalog-observed':
        return datasetEventsOf(message).filter(isNews);
      default:
        return [];
    }
  };
}
