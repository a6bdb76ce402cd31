import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { untilAtRest } from '../src/support/at-rest';
import { sqsOf } from '../src/support/recorded-messages';
import { StandaloneUnderTest, newDataDir, root } from '../src/support/standalone';

const events = path.join(root, '../shared/corpus/openlineage/events/dev');

/** The published events lie beside the checkout where the project is developed; elsewhere there is nothing to post. */
const whereCorpusIs = existsSync(events) ? describe : describe.skip;

whereCorpusIs('the published events of real producers', () => {
  it('are all taken and all stored', async () => {
    const instance = await StandaloneUnderTest.start(newDataDir(), ['--no-sample', '--no-feed']);
    const bodies = readdirSync(events)
      .filter((file) => file.endsWith('.json'))
      .map((file) => readFileSync(path.join(events, file), 'utf8'));

    const answers = new Map<number, number>();
    for (const body of bodies) {
      const answer = await fetch(`${instance.running.gateway}/api/v1/lineage`, {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/json' },
      });
      answers.set(answer.status, (answers.get(answer.status) ?? 0) + 1);
    }
    await untilAtRest(sqsOf(instance.running), instance.running);
    const client = new pg.Client({ connectionString: instance.running.databaseUrl });
    await client.connect();
    const { rows } = await client.query<{ stored: number }>(
      'select count(*)::int as stored from openlineage_event',
    );
    await client.end();
    await instance.stop();

    expect(Object.fromEntries(answers)).toEqual({ 201: bodies.length });
    expect(rows[0]?.stored).toBe(new Set(bodies).size);
  });
});
