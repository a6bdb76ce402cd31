import { openDatabase, rebuild } from '@tributary/graph-store';
import { untilAtRest } from '../src/support/at-rest';
import { exportOf } from '../src/support/export-of';
import { generateMonth } from '../src/support/month-of-messages/generate-month';
import { type Recorded, recut, seededRandom, send, shuffled, sqsOf } from '../src/support/recorded-messages';
import { type Running, StandaloneUnderTest, newDataDir } from '../src/support/standalone';

// A day is 672 messages, as many as a CI bears; MONTH_DAYS=3 are 2,016, MONTH_DAYS=30 is the month: 20,160.
const days = Number(process.env['MONTH_DAYS'] ?? 1);
const restDeadlineMs = 240_000 * days;
jest.setTimeout(3 * restDeadlineMs);

const lines = (text: string): string[] => text.trimEnd().split('\n');

/** The first lines that one text has and the other has not, so that a failure says more than that it is one. */
function otherLines(text: string, other: string): string[] {
  const [left, right] = [new Set(lines(text)), new Set(lines(other))];
  return [
    ...[...left]
      .filter((line) => !right.has(line))
      .map((line) => `+ ${line}`)
      .slice(0, 5),
    ...[...right]
      .filter((line) => !left.has(line))
      .map((line) => `- ${line}`)
      .slice(0, 5),
  ];
}

const isCatalog = ({ body }: Recorded): boolean => body.startsWith('{"type":"catalog-observed"');

/** An instance that is sent messages, a part after the other is at rest; gives its export and what `then` makes of it. */
async function exportAfter<T>(
  args: readonly string[],
  parts: readonly (readonly Recorded[])[],
  then: (running: Running, text: string) => Promise<T>,
): Promise<T> {
  const instance = await StandaloneUnderTest.start(newDataDir(), ['--no-sample', '--no-feed', ...args]);
  const { running } = instance;
  const sqs = sqsOf(running);
  for (const part of parts) {
    await send(sqs, running.queues, part, 10);
    await untilAtRest(sqs, running, restDeadlineMs);
  }
  const result = await then(running, await exportOf(running.ui));
  await instance.stop();
  return result;
}

/** Everything twice, the second time with its statements cut into other batches. */
const twice = (month: readonly Recorded[], random: () => number): Recorded[] =>
  shuffled([...month, ...recut(month, random)], random);

describe(`a month of ${days} days`, () => {
  const month = generateMonth(days, 1);
  let reference = '';

  beforeAll(async () => {
    reference = await exportAfter([], [month], async (_, text) => text);
  });

  it('has something to compare', () => {
    expect(month).toHaveLength(days * 24 * 28);
    const records = new Set(lines(reference).map((line) => (JSON.parse(line) as { record: string }).record));
    expect(records).toEqual(
      new Set(['dataset', 'edge', 'influence', 'evidence', 'execution', 'openlineage-run']),
    );
  });

  it.each([
    ['before everything else', 1, (catalogs: Recorded[], rest: Recorded[]) => [[...catalogs, ...rest]]],
    ['after everything else', 2, (catalogs: Recorded[], rest: Recorded[]) => [rest, catalogs]],
  ])(
    'gives the same export shuffled, doubled and re-cut, with catalogs %s, through two parsers and three writers; and so does a rebuild',
    async (_when, seed, arrange) => {
      const messages = twice(month, seededRandom(seed));
      const catalogs = messages.filter(isCatalog);
      const rest = messages.filter((message) => !isCatalog(message));

      const [arranged, rebuilt] = await exportAfter(
        ['--parsers', '2', '--writers', '3'],
        arrange(catalogs, rest),
        async (running, text) => {
          const database = openDatabase(running.databaseUrl);
          await rebuild(database).finally(() => database.close());
          await untilAtRest(sqsOf(running), running, restDeadlineMs);
          return [text, await exportOf(running.ui)];
        },
      );

      expect(otherLines(arranged, reference)).toEqual([]);
      expect(otherLines(rebuilt, reference)).toEqual([]);
      expect([arranged === reference, rebuilt === reference]).toEqual([true, true]);
    },
  );
});
