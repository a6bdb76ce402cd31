import { marquezEvents } from '@tributary/contracts';
import { z } from 'zod';
import { answered } from '../answer';
import { marquez } from '../marquez-endpoint';
import { instant, paging } from '../parameters';
import { parsed } from '../shapes/parsed';

const eventsAt = (path: string, id: string) =>
  marquez({
    path,
    id,
    summary: 'OpenLineage events as they were sent, by their own time',
    parameters: z.object({
      after: instant('Of this instant and later.'),
      before: instant('Before this instant.'),
      sortDirection: z.string().toLowerCase().default('desc').meta({ description: '`desc` or `asc`.' }),
      namespace: z.string().nullable().default(null).meta({ description: 'Of the jobs in it only.' }),
      ...paging,
    }),
    response: marquezEvents,
    answer: async (reader, { sortDirection, ...asked }) => {
      const { items, total } = await reader.events({ ...asked, newestFirst: sortDirection !== 'asc' });
      return answered({
        events: items.map(parsed).filter((event) => event !== null),
        totalCount: total,
      });
    },
  });

/** The second is where the Python client asks. */
export const events = [
  eventsAt('/api/v1/events/lineage', 'marquezEvents'),
  eventsAt('/api/v1/events', 'marquezAllEvents'),
];
