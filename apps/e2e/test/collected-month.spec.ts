import path from 'node:path';
import type { CollectionRunFinished, ObservedStatement, QueryObserved } from '@tributary/contracts';
import { seededRandom } from '../src/support/recorded-messages';
import { runCollector } from '../src/support/month/run-collector';
import { SECRET_MARK, scriptedMonth } from '../src/support/month/scripted-month';
import { type Sources, startSources } from '../src/support/month/start-sources';
import { root } from '../src/support/standalone';

// Four days of the scripted month are about 700 statements and half a minute; COLLECTED_DAYS=30 and COLLECTED_PER_DAY=1750 are the 53,000 of it.
const days = Number(process.env['COLLECTED_DAYS'] ?? 4);
const perDay = Number(process.env['COLLECTED_PER_DAY'] ?? 150);
const KILLS = 10;
const DAY_MS = 86_400_000;
jest.setTimeout(600_000 + days * perDay * 100);

const month = scriptedMonth({
  seed: 6,
  days,
  perDay: { redshift: Math.round(perDay * 0.8), athena: Math.round(perDay * 0.2) },
});
const window = [
  '--from',
  month.from.toISOString(),
  // Some statements run for days.
  '--to',
  new Date(month.to.getTime() + 4 * DAY_MS).toISOString(),
];
const random = seededRandom(6);

/** Counts what the sources, queues and the bucket are asked; calls `then` at one request. */
const requests = { count: 0, at: Infinity, then: (): void => undefined };
let sources: Sources;

beforeAll(async () => {
  sources = await startSources(month, {
    onRequest: () => {
      requests.count += 1;
      if (requests.count === requests.at) requests.then();
    },
  });
});
afterAll(() => sources.stop());

interface Published {
  readonly statements: readonly ObservedStatement[];
  readonly ledgers: readonly CollectionRunFinished[];
  /** Everything that went over the wire. */
  readonly text: string;
}

async function published(): Promise<Published> {
  const queries = (await sources.world.drain('queries')) as QueryObserved[];
  const lineage = (await sources.world.drain('lineage')) as { type: string }[];
  return {
    statements: queries.flatMap((message) => message.statements).filter(({ origin }) => origin === 'history'),
    ledgers: lineage.filter(
      (message): message is CollectionRunFinished => message.type === 'collection-run-finished',
    ),
    text: JSON.stringify([queries, lineage]),
  };
}

/** Runs a collector over the month; kills it at its `killAt`-th request. Gives its exit code, null when it was killed, and the requests it made. */
async function collect(name: string, killAt = Infinity): Promise<{ code: number | null; requests: number }> {
  const unpaced = { ATHENA_LISTS_PER_SECOND: '100000', ATHENA_BATCHES_PER_SECOND: '100000' };
  const script = path.join(root, `apps/${name}/dist/main.js`);
  const { child, ended } = runCollector(script, { ...sources.env, ...unpaced }, { args: window });
  Object.assign(requests, { count: 0, at: killAt, then: () => child.kill('SIGKILL') });
  const { code, printed } = await ended;
  if (code !== null && code !== 0) throw new Error(`${name} ended with ${code}:\n${printed.slice(-4_000)}`);
  return { code, requests: requests.count };
}

const byId = (statements: readonly ObservedStatement[]): Map<string, string> =>
  new Map(statements.map((statement) => [statement.executionId, JSON.stringify(statement)]));

const hasSecret = (sql: string): boolean => sql.includes(SECRET_MARK) || /\bpassword\b/.test(sql);

describe.each([
  {
    name: 'redshift-collector',
    sqls: () => {
      const inOrder = [...month.redshift].sort((one, other) => +one.startedAt - +other.startedAt);
      return new Map(sources.redshiftIds.map((id, at) => [id, inOrder[at]!.sql]));
    },
    reasons: () =>
      [
        ...[...month.cut].map(({ sql }) => `text-incomplete ${sql}`),
        ...month.redshift.filter(({ label }) => label === 'metrics').map(({ sql }) => `system-noise ${sql}`),
      ].sort(),
  },
  {
    name: 'athena-collector',
    sqls: () => new Map(month.athena.map(({ id, sql }) => [id, sql])),
    reasons: (): string[] => [],
  },
])('the scripted month through the $name', ({ name, sqls, reasons }) => {
  let whole: Published;
  let asked = 0;

  beforeAll(async () => {
    asked = (await collect(name)).requests;
    whole = await published();
  });

  it('has every execution once in the ledger: published, or skipped with a reason', () => {
    const [ledger] = whole.ledgers;
    const of = sqls();
    const seen = whole.statements.map(({ executionId }) => executionId);
    const skipped = (ledger?.skippedStatements ?? []).filter(({ code }) => code !== 'own-statement');

    expect(whole.ledgers).toHaveLength(1);
    expect(ledger!.statements.published + ledger!.statements.skipped).toBe(ledger!.statements.seen);
    expect([...seen, ...skipped.map(({ executionId }) => executionId)].sort()).toEqual([...of.keys()].sort());
    expect(skipped.map(({ code, executionId }) => `${code} ${of.get(executionId)}`).sort()).toEqual(
      reasons(),
    );
  });

  it('has every text byte for byte where nothing is redacted, and no secret in any message', () => {
    const of = sqls();
    const others = whole.statements.filter(({ executionId, sql, textFlags }) => {
      const original = of.get(executionId) ?? '';
      return sql !== original && !hasSecret(original) && textFlags.length === 0;
    });

    expect(others.map(({ executionId, sql }) => ({ executionId, sql, was: of.get(executionId) }))).toEqual(
      [],
    );
    expect(whole.text).not.toContain(SECRET_MARK);
  });

  it(`publishes the same though it is killed at ${KILLS} points on its way`, async () => {
    const killed: (number | null)[] = [];
    for (let kill = 0; kill < KILLS; kill += 1)
      killed.push((await collect(name, 1 + Math.floor(random() * asked))).code);
    await collect(name);
    const again = await published();

    expect(killed).toContain(null);
    expect(byId(again.statements)).toEqual(byId(whole.statements));
    expect(again.ledgers.at(-1)?.statements.published).toBe(whole.ledgers[0]?.statements.published);
  });
});
