import fs from 'node:fs';
import path from 'node:path';
import type { z } from 'zod';
import { catalogObserved, catalogObservedV1 } from './catalog-observed';
import { collectionRunFinished, collectionRunFinishedV1 } from './collection-run-finished';
import { eventObserved, eventObservedV1 } from './event-observed';
import { eventReceived, eventReceivedV1 } from './event-received';
import { lineageExtracted, lineageExtractedV1 } from './lineage-extracted';
import { queryObserved, queryObservedV1 } from './query-observed';
import { eventsQueueMessage, lineageQueueMessage, queriesQueueMessage } from './queues';

/** What reads each type today, the schema of each of its versions, and the queue it travels on. */
const messages: Record<string, { today: z.ZodType; versions: Record<string, z.ZodType>; queue: z.ZodType }> =
  {
    'query-observed': { today: queryObserved, versions: { v1: queryObservedV1 }, queue: queriesQueueMessage },
    'event-received': { today: eventReceived, versions: { v1: eventReceivedV1 }, queue: eventsQueueMessage },
    'catalog-observed': {
      today: catalogObserved,
      versions: { v1: catalogObservedV1 },
      queue: lineageQueueMessage,
    },
    'lineage-extracted': {
      today: lineageExtracted,
      versions: { v1: lineageExtractedV1 },
      queue: lineageQueueMessage,
    },
    'event-observed': { today: eventObserved, versions: { v1: eventObservedV1 }, queue: lineageQueueMessage },
    'collection-run-finished': {
      today: collectionRunFinished,
      versions: { v1: collectionRunFinishedV1 },
      queue: lineageQueueMessage,
    },
  };

const root = path.join(__dirname, '../../samples');
const samples = Object.keys(messages).flatMap((type) =>
  fs.readdirSync(path.join(root, type)).flatMap((version) =>
    fs.readdirSync(path.join(root, type, version)).map((file) => ({
      type,
      version,
      name: `${type}/${version}/${file}`,
      value: JSON.parse(fs.readFileSync(path.join(root, type, version, file), 'utf8')) as Record<
        string,
        unknown
      >,
    })),
  ),
);

describe('samples of messages', () => {
  it('there are some of every version of every message', () => {
    const there = new Set(samples.map(({ type, version }) => `${type}/${version}`));
    const expected = Object.entries(messages).flatMap(([type, { versions }]) =>
      Object.keys(versions).map((version) => `${type}/${version}`),
    );

    expect([...there].sort()).toEqual(expected.sort());
    expect(fs.readdirSync(root).sort()).toEqual(Object.keys(messages).sort());
  });

  it.each(samples)('$name is read for ever', ({ type, version, value }) => {
    const { today, versions, queue } = messages[type]!;

    expect(value).toMatchObject({ type, version: Number(version.slice(1)) });
    expect(today.safeParse(value).error).toBeUndefined();
    expect(queue.safeParse(value).error).toBeUndefined();
    // Written in full: a reading in its own version adds and drops nothing.
    expect(versions[version]!.parse(value)).toEqual(value);
  });

  it.each(samples)(
    '$name is refused without its source or envelope, and in a version that does not exist',
    ({ type, value }) => {
      const { today } = messages[type]!;
      const { source: _s, envelope: _e, ...headless } = value;

      expect(today.safeParse(headless).success).toBe(false);
      expect(today.safeParse({ ...value, version: 99 }).success).toBe(false);
    },
  );
});
