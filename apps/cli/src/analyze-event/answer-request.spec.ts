import { answerRequest } from './answer-request';

const event = {
  eventType: 'COMPLETE',
  eventTime: '2026-03-01T08:00:00Z',
  run: { runId: '0195c2a0-0000-7000-8000-000000000001' },
  job: { namespace: 'zoo', name: 'feed_cats' },
  inputs: [{ namespace: 'ns', name: 'a' }],
  outputs: [{ namespace: 'ns', name: 'b' }],
};

it('answers what one event states, every list always there', () => {
  const { ok, line } = answerRequest('events', JSON.stringify({ id: 'e1', event: JSON.stringify(event) }));

  expect(ok).toBe(true);
  expect(JSON.parse(line)).toEqual({
    id: 'e1',
    column_edges: [],
    dataset_wide_column_edges: [],
    table_edges_precedence: [['ns', 'a', 'ns', 'b', 'implicit']],
    table_edges_implicit: [['ns', 'a', 'ns', 'b', 'implicit']],
    job_edges: [],
    symlinks: [],
  });
});

it.each([
  ['no JSON', '{', null],
  ['no request', '{"id": 7}', 7],
  ['no event', '{"id": 8, "event": "{}"}', 8],
])('answers a line that is %s with an error', (_what, line, id) => {
  const reply = answerRequest('events', line);

  expect(reply.ok).toBe(false);
  expect(JSON.parse(reply.line)).toEqual({ id, error: expect.any(String) as string });
});

const text = (changes: Record<string, unknown>): string => JSON.stringify({ ...event, ...changes });

it('answers what the events of a run come to', () => {
  const events = [
    text({ inputs: [] }),
    text({ eventType: 'START', eventTime: '2026-03-01T07:00:00Z', outputs: [] }),
  ];

  const { line } = answerRequest('runs', JSON.stringify({ id: 'r', events }));

  expect(JSON.parse(line)).toEqual({
    id: 'r',
    state: 'COMPLETE',
    column_edges: [],
    dataset_wide_column_edges: [],
    table_edges_precedence: [['ns', 'a', 'ns', 'b', 'implicit']],
  });
});

it('answers what a batch of events comes to', () => {
  const second = text({
    eventTime: '2026-03-01T09:00:00Z',
    run: { runId: '0195c2a0-0000-7000-8000-000000000002' },
    job: { namespace: 'zoo', name: 'sell' },
    inputs: [{ namespace: 'ns', name: 'b' }],
    outputs: [{ namespace: 'ns', name: 'c' }],
  });

  const { line } = answerRequest(
    'sequences',
    JSON.stringify({ id: 's', events: [second, text({}), second] }),
  );

  expect(JSON.parse(line)).toMatchObject({
    stored_events: 2,
    table_edges_active: [
      ['ns', 'a', 'ns', 'b'],
      ['ns', 'b', 'ns', 'c'],
    ],
    datasets: [
      {
        name: 'a',
        state: 'ACTIVE',
        downstream: [
          ['ns', 'b'],
          ['ns', 'c'],
        ],
      },
      { name: 'b', downstream: [['ns', 'c']] },
      { name: 'c', downstream: [] },
    ],
  });
});

it('answers which names are one dataset, with the account that the deployment knows', () => {
  const athena = { namespace: 'awsathena://athena.us-east-1.amazonaws.com', name: 'AwsDataCatalog.zoo.cats' };
  const glue = { namespace: 'arn:aws:glue:us-east-1:111122223333', name: 'table/zoo/cats' };
  const events = [text({ inputs: [athena], outputs: [glue] })];
  const ask = (world: unknown): { groups: string[][][] } =>
    JSON.parse(answerRequest('identity', JSON.stringify({ id: 'i', events, world })).line) as {
      groups: string[][][];
    };

  expect(ask({ home_account: '111122223333' }).groups).toEqual([
    [
      [athena.namespace, athena.name],
      [glue.namespace, glue.name],
    ],
  ]);
  expect(ask({}).groups).toHaveLength(2);
});
