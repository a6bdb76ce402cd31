import path from 'node:path';
import { openTerminal } from '../../test/support/terminal';

const event = (changes: Record<string, unknown> = {}): string =>
  JSON.stringify({
    eventType: 'COMPLETE',
    eventTime: '2026-03-01T08:00:00Z',
    producer: 'https://example.org/zoo/1.0',
    schemaURL: 'https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent',
    run: { runId: '0195c2a0-0000-7000-8000-000000000001' },
    job: { namespace: 'zoo', name: 'feed_cats' },
    inputs: [{ namespace: 's3a://lake', name: '/cats' }],
    outputs: [{ namespace: 'postgres://zoo:5432', name: 'pets.public.meals' }],
    ...changes,
  });

const { file, tributary: terminal } = openTerminal();
const tributary = (text: string, ...words: string[]) =>
  terminal('analyze-event', file('event.json', text), ...words);

it('shows job, run, datasets and edges under the names that the producer wrote', async () => {
  const { code, text } = await tributary(event());

  expect(code).toBe(0);
  expect(text).toContain('COMPLETE · 2026-03-01T08:00:00Z');
  expect(text).toContain('zoo feed_cats');
  expect(text).toMatch(/input +\/cats +s3a:\/\/lake/);
  expect(text).toMatch(/pets\.public\.meals +← +\/cats +unspecified +implicit/);
});

it('names the namespace of a dataset that the event does not list', async () => {
  const inputFields = [{ namespace: 'ns', name: 'dogs', field: 'weight' }];
  const facets = { columnLineage: { fields: { grams: { inputFields } } } };

  const { text } = await tributary(event({ outputs: [{ namespace: 'ns', name: 'meals', facets }] }));

  expect(text).toMatch(/meals\.grams +← +ns dogs\.weight +unspecified +column-lineage-facet/);
});

it('shows the names of the graph when asked to', async () => {
  const { text } = await tributary(event(), '--resolve');

  expect(text).toMatch(/input +cats +s3:\/\/lake/);
});

it('reads a batch as JSON', async () => {
  const { text } = await tributary(`[${event()}, ${event({ eventType: 'FAIL' })}]`, '--json');

  expect(JSON.parse(text)).toMatchObject([
    { type: 'event-observed', envelope: { eventType: 'COMPLETE' } },
    { type: 'event-observed', envelope: { eventType: 'FAIL' } },
  ]);
});

it('says what is odd about an event', async () => {
  const { text } = await tributary(event({ eventTime: '2026-03-01T08:00:00' }));

  expect(text).toContain('! no-offset: eventTime has no offset and was read as UTC');
});

it('ends with 2 and every problem when the gateway would refuse the event', async () => {
  const { code, text } = await tributary(event({ eventTime: 'soon', job: {} }));

  expect(code).toBe(2);
  expect(text).toContain('eventTime must be an ISO 8601 date and time');
  expect(text).toContain('job.name is missing or empty');
});

it.each([
  ['a JSON array', (events: string[]) => `[${events.join()}]`],
  ['one a line', (events: string[]) => `${events.join('\n')}\n`],
])('shows what it can of %s, and ends with 3 when some event would be refused', async (_how, write) => {
  const { code, text } = await tributary(write([event(), event({ run: {} }), event({ eventType: 'FAIL' })]));

  expect(code).toBe(3);
  expect(text).toMatch(/event\.json #2: no acceptable event: run\.runId is missing or empty/);
  expect(text).toContain('COMPLETE · ');
  expect(text).toContain('FAIL · ');
});

it('reads the files of a folder by name', async () => {
  const folder = path.dirname(file('b.json', event({ eventType: 'START' })));
  file('a.ndjson', event({ eventType: 'RUNNING' }));
  file('notes.txt', 'no event');

  const { code, text } = await terminal('analyze-event', folder, '--json');

  expect(code).toBe(0);
  expect(JSON.parse(text)).toMatchObject([
    { envelope: { eventType: 'RUNNING' } },
    { envelope: { eventType: 'START' } },
  ]);
});

it('says so when there is no such file', async () => {
  const { code, text } = await terminal('analyze-event', 'missing.json');

  expect(code).toBe(2);
  expect(text).toContain('missing.json cannot be read');
});
