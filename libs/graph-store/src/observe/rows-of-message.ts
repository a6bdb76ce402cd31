import type { LineageQueueMessage } from '@tributary/contracts';
import { rowsOfCatalog } from './rows-of-catalog';
import { rowsOfEvent } from './rows-of-event';
import { rowsOfLineage } from './rows-of-lineage';
import { rowsOfRun } from './rows-of-run';
import type { ObservationRows } from './observation-rows';
import { storable } from './storable';

/** One message as observation rows. Throws `UnstorableMessage` for what the message schema allows and the store cannot hold. */
export function rowsOfMessage(received: LineageQueueMessage): Partial<ObservationRows> {
  const message = storable(received);
  switch (message.type) {
    case 'lineage-extracted':
      return rowsOfLineage(message);
    case 'catalog-observed':
      return rowsOfCatalog(message);
    case 'event-observed':
      return rowsOfEvent(message);
    case 'collection-run-finished':
      return rowsOfRun(message);
  }
}
