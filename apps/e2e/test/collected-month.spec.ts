import path from 'node:path';
import type { CollectionRunFinished, ObservedStatement, QueryObserved } from '@tributary/contracts';
import { seededRandom } from '../src/support/recorded-messages';
import { runCollector } from '../src/support/month/run-collector';
import { SECRET_MARK, scriptedMonth } from '../src/support/month/scripted-month';
import { type Sources, startSources } from '../src/support/month/start-sources';
import { root } from '../src/support/standalone';

// Three days of the scripted month are about 500 statements and half a minute; COLLECTED_DAYS=30 and COLLECTED_PER_DAY=1750 are the 53,000 of it,
// with COLLECTED_EVERY_HOURS=24 in a third of the time.
const days = Number(process.env['COLLECTED_DAYS'] ?? 3);
const perDay = Number(process.env['COLLECTED_PER_DAY'] ?? 150);
const everyHours = Number(process.env['COLLECTED_EVERY_HOURS'] ?? 8);
const KILLS = 10;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
jest.setTimeout(600_000 + days * perDay * 100);

const month = scriptedMonth({
  seed: 6,
  days,
  perDay: { redshift: Math.round(perDay * 0.8), athena: Math.round(perDay * 0.2) },
});
/** Some statements run for days. */
const end = new Date(month.to.getTime() + 4 * DAY_MS);
const window = ['--from', month.from.toISOString(), '--to', end.toISOString()];
const random = seededRandom(6);

/** When the scheduler starts a collector: not on the second day of any fortnight. */
const schedule = [
  ...Array.from(
    { length: (days * 24) / everyHours },
    (_, at) => new Date(month.from.getTime() + (at + 1) * everyHours * HOUR_MS),
  ),
  end,
].filter((moment) => Math.floor((+moment - +month.from) / DAY_MS) % 14 !== 1 || moment >= month.to);

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

type Counted = Pick<CollectionRunFinished['statements'], 'seen' | 'published' | 'skipped'>;

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

/**
 * Runs a collector, over the month or at a moment of its schedule; kills it at its `killAt`-th request. Gives its exit code, null when it was
 * killed, and the requests it made.
 */
async function collect(
  name: string,
  { at, killAt = Infinity }: { readonly at?: Date; readonly killAt?: number } = {},
): Promise<{ code: number | null; requests: number }> {
  const unpaced = { ATHENA_LISTS_PER_SECOND: '100000', ATHENA_BATCHES_PER_SECOND: '100000' };
  const script = path.join(root, `apps/${name}/dist/main.js`);
  const env = { ...sources.env, ...unpaced, CLOCK_AT: (at ?? new Date()).toISOString() };
  const { child, ended } = runCollector(
    script,
    env,
    at === undefined ? { args: window } : { preload: [clock] },
  );
  Object.assign(requests, { count: 0, at: killAt, then: () => child.kill('SIGKILL') });
  const { code, printed } = await ended;
  if (code !== null && code !== 0) throw new Error(`${name} ended with ${code}:\n${printed.slice(-4_000)}`);
  return { code, requests: requests.count };
}

const clock = path.join(root, 'apps/e2e/src/support/month/process-clock.cjs');

const byId = (statements: readonly ObservedStatement[]): Map<string, string> =>
  new Map(statements.map((statement) => [statement.executionId, JSON.stringify(statement)]));

/** What two collections tell otherwise, in short: a megabyte is no message. */
function differences(one: readonly ObservedStatement[], other: readonly ObservedStatement[]): string[] {
  const [left, right] = [byId(one), byId(other)];
  return [...new Set([...left.keys(), ...right.keys()])].flatMap((id) => {
    const [a = 'nothing', b = 'nothing'] = [left.get(id), right.get(id)];
    if (a === b) return [];
    const at = a.split('').findIndex((character, place) => character !== b[place]);
    return [`${id}: ${a.slice(Math.max(0, at - 80), at + 80)} | ${b.slice(Math.max(0, at - 80), at + 80)}`];
  });
}

const hasSecret = (sql: string): boolean => sql.includes(SECRET_MARK) || /\bpassword\b/.test(sql);

describe.each([
  {
    name: 'redshift-collector' as const,
    sqls: () => {
      const inOrder = [...month.redshift].sort((one, other) => +one.startedAt - +other.startedAt);
      return new Map(sources.redshiftIds.map((id, at) => [id, inOrder[at]!.sql]));
    },
    touching: month.redshift.filter(({ touched, status }) => touched && status === 'success').length,
    reasons: () =>
      [
        ...[...month.cut].map(({ sql }) => `text-incomplete ${sql}`),
        ...month.redshift.filter(({ label }) => label === 'metrics').map(({ sql }) => `system-noise ${sql}`),
      ].sort(),
  },
  {
    name: 'athena-collector' as const,
    sqls: () => new Map(month.athena.map(({ id, sql }) => [id, sql])),
    touching: 0,
    reasons: (): string[] => [],
  },
])('the scripted month through the $name', ({ name, sqls, touching, reasons }) => {
  let whole: Published;

  beforeAll(async () => {
    await collect(name);
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

  it('says of every statement that moved or read rows which tables the warehouse touched', () => {
    const told = whole.statements.flatMap(({ tablesTouched }) => tablesTouched ?? []);

    expect(told).toHaveLength(touching);
    expect([...new Set(told.flatMap(({ reads, writes }) => [...reads, ...writes]))].sort()).toEqual(
      touching === 0 ? [] : ['shop.mart.daily', 'shop.raw.orders'],
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

  it(`publishes the same by schedule, though a day is missed, its source throttles, and it is killed at ${KILLS} points`, async () => {
    const killed: (number | null)[] = [];
    let asked = 20;
    const kills = Array.from({ length: KILLS }, () => Math.floor(random() * schedule.length));
    for (const [index, at] of schedule.entries()) {
      await sources.travel(at);
      if (index % 3 === 0) sources.throttle(name);
      for (const kill of kills)
        if (kill === index)
          killed.push((await collect(name, { at, killAt: 1 + Math.floor(random() * asked) })).code);
      asked = (await collect(name, { at })).requests;
    }
    const { statements, ledgers } = await published();

    const skipped = ledgers.flatMap(({ skippedStatements }) => skippedStatements);
    const lasting = skipped.filter(({ code }) => code !== 'own-statement' && code !== 'still-running');
    const gone = lasting.map(({ code, executionId }) => `${code} ${sqls().get(executionId)}`);
    const problems = ledgers.flatMap((ledger) => ledger.problems.map(({ code }) => code));
    const sum = (of: keyof Counted): number =>
      ledgers.reduce((all, { statements: each }) => all + each[of], 0);
    expect(killed).toContain(null);
    expect(differences(statements, whole.statements)).toEqual([]);
    expect([...new Set(gone)].sort()).toEqual(reasons());
    expect(sum('published') + sum('skipped')).toBe(sum('seen'));
    expect(problems).toEqual([]);
  });
});
