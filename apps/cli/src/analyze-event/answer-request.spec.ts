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
