import { marquezIntervalMetrics, marquezLineageMetrics } from '@tributary/contracts';
import { z } from 'zod';
import { answered } from '../answer';
import { marquez } from '../marquez-endpoint';

const parameters = z.object({
  period: z
    .enum(['DAY', 'WEEK'], 'must be DAY or WEEK')
    .meta({ description: '`DAY`: the last 24 hours by the hour; `WEEK`: the last seven days by the day.' }),
  timezone: z
    .string()
    .refine(isTimeZone, 'must be the name of a time zone, Europe/Berlin')
    .default('UTC')
    .meta({ description: 'In which days begin.' }),
});

export const lineageEvents = marquez({
  path: '/api/v1/stats/lineage-events',
  id: 'marquezLineageEventStats',
  summary: 'How many runs began and ended of late: of statements and of OpenLineage jobs',
  parameters,
  response: marquezLineageMetrics,
  answer: async (reader, { period, timezone }) =>
    answered(
      (await reader.activity(period, timezone)).map(({ from, to, ...counts }) => ({
        startInterval: from,
        endInterval: to,
        ...counts,
      })),
    ),
});

const countOf = (thing: 'jobs' | 'datasets' | 'sources') =>
  marquez({
    path: `/api/v1/stats/${thing}`,
    id: `marquez${thing[0]!.toUpperCase()}${thing.slice(1, -1)}Stats`,
    summary: `How many ${thing} there are`,
    description: 'The count of now in every interval: when each was first seen is not kept.',
    parameters,
    response: marquezIntervalMetrics,
    answer: async (reader, { period, timezone }) => {
      const count = (await reader.counts())[thing];
      const intervals = await reader.activity(period, timezone);
      return answered(intervals.map(({ from, to }) => ({ startInterval: from, endInterval: to, count })));
    },
  });

export const stats = [lineageEvents, countOf('jobs'), countOf('datasets'), countOf('sources')];

/** An IANA name, which JavaScript and Postgres read alike; `+02:00` means opposite things to them. */
function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
