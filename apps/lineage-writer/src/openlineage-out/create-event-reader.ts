import type { LineageQueueMessage } from '@tributary/contracts';
import {
  datasetEventsOf,
  runEventsOf,
  type EmittedDatasetEvent,
  type EmittedEvent,
} from '@tributary/openlineage';

/** What messages of ours say in OpenLineage's words. */
export type EventReader = (messages: readonly LineageQueueMessage[]) => {
  readonly events: readonly EmittedEvent[];
  /** To be called once they are safe: messages that come again before that say the same again. */
  remember(): void;
};

/** Beyond this many tables the memory of what was told begins anew. */
const MOST_REMEMBERED = 100_000;

/** Statements, each time; tables when something about them is new to this process, since catalogs are read again every hour. Events that came in stay in. */
export function createEventReader(): EventReader {
  const told = new Map<string, string>();
  return (messages) => {
    const telling = new Map<string, string>();
    const isNews = ({ dataset }: EmittedDatasetEvent): boolean => {
      const key = `${dataset.namespace}\n${dataset.name}`;
      const facets = JSON.stringify(dataset.facets);
      if ((telling.get(key) ?? told.get(key)) === facets) return false;
      telling.set(key, facets);
      return true;
    };
    const events = messages.flatMap((message): readonly EmittedEvent[] => {
      if (message.type === 'lineage-extracted') return runEventsOf(message);
      return message.type === 'catalog-observed' ? datasetEventsOf(message).filter(isNews) : [];
    });
    return {
      events,
      remember: () => {
        if (told.size >= MOST_REMEMBERED) told.clear();
        for (const [key, facets] of telling) told.set(key, facets);
      },
    };
  };
}
