import { configuredParts } from './configured-parts';

describe('configuredParts', () => {
  it('embeds everything when nothing is set', () => {
    expect(configuredParts({})).toEqual({ parts: { databaseUrl: null, queues: null, realSources: false } });
  });

  it('takes the real database when its address is set', () => {
    expect(configuredParts({ DATABASE_URL: 'postgres://u@h/d' })).toMatchObject({
      parts: { databaseUrl: 'postgres://u@h/d' },
    });
  });

  it('names every problem at once', () => {
    const read = configuredParts({ DATABASE_URL: 'mysql://h', QUERIES_QUEUE_URL: 'https://sqs/q' });

    expect(read).toEqual({
      problems: [
        expect.stringContaining('DATABASE_URL is not a Postgres address'),
        expect.stringContaining('EVENTS_QUEUE_URL, LINEAGE_QUEUE_URL, CLAIM_BUCKET must be set too'),
      ],
    });
  });
});
