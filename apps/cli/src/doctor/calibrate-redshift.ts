import { randomUUID } from 'node:crypto';
import { rebuildStatementText } from '@tributary/warehouse';
import { type Finding, findingsOf } from './finding';
import { wordsOf } from './iam';
import { type Ask, OWN, openRedshift } from './open-redshift';
import type { Settings } from './settings';

const { ok, warn, fail } = findingsOf('redshift');

/** CHAR(4000), in bytes. */
const ROW_BYTES = 4_000;
const PATIENCE_MS = 90_000;
const BETWEEN_LOOKS_MS = 1_000;

/**
 * Finds out on the warehouse at hand what the collector takes for granted and no document promises: how texts are cut, padded and escaped,
 * when a statement shows in the history, and whose transactions can be seen. Runs one SELECT of some 6 KB and looks for it.
 */
export async function calibrateRedshift(settings: Settings): Promise<Finding[]> {
  const opened = openRedshift(settings);
  if ('problem' in opened) return [opened.problem];
  try {
    return [await padding(opened.ask), ...(await history(opened.ask)), await transactions(opened.ask)];
  } catch (error) {
    return [fail('calibration', `broke off: ${wordsOf(error)}`)];
  } finally {
    opened.close();
  }
}

async function padding(ask: Ask): Promise<Finding> {
  const [row] = await ask('padding', "select cast('ab' as char(5)) as padded");
  const value = String(row?.['padded'] ?? '');
  return value.trimEnd() === 'ab'
    ? ok(
        'CHAR over the Data API',
        value === 'ab' ? 'comes without its padding' : 'comes with its padding; both are understood',
      )
    : fail('CHAR over the Data API', `'ab' comes as ${JSON.stringify(value)}: texts cannot be put together`);
}

/** Characters of one, two, three and four bytes, so that some lie across the cut; line breaks, tabs and backslashes, which are stored escaped. */
const probeText = (id: string): string =>
  `/* calibrate ${id} */ select '${'ab ä€😀\\\\x '.repeat(350)}' as probe,\n\t'second line' as line\n`;

async function history(ask: Ask): Promise<Finding[]> {
  const id = randomUUID();
  await ask('probe', probeText(id));
  const endedAt = Date.now();
  // In two parts, so that the search does not find itself.
  const find = `select cast(query_id as varchar(24)) as id from sys_query_history where query_text like '%calib' || 'rate ${id}%'`;
  let found = await ask('find probe', find);
  while (found.length === 0 && Date.now() - endedAt < PATIENCE_MS) {
    await new Promise((done) => setTimeout(done, BETWEEN_LOOKS_MS));
    found = await ask('find probe', find);
  }
  const queryId = String(found[0]?.['id'] ?? '');
  if (!/^\d+$/.test(queryId))
    return [
      warn(
        'delay of the history',
        `a statement did not show within ${PATIENCE_MS / 1_000} s: what is settled has to be older than that`,
        'export SETTLE_MINUTES=15',
      ),
    ];
  const seconds = Math.round((Date.now() - endedAt) / 1_000);
  const rows = await ask(
    'probe text',
    `select text from sys_query_text where query_id = ${queryId} order by sequence`,
  );
  return [
    ok('delay of the history', `a statement shows after some ${seconds} s; SETTLE_MINUTES is 5 unless set`),
    sameText(
      `${OWN} ${probeText(id)}`,
      rows.map((row) => String(row['text'])),
    ),
  ];
}

/** The Data API puts a comment of its own in front. */
function sameText(sent: string, rows: readonly string[]): Finding {
  const subject = 'text of a statement';
  const whole = rebuildStatementText(rows, ROW_BYTES).text;
  const text = whole.slice(Math.max(0, whole.indexOf(OWN)));
  if (text === sent.trimEnd()) return ok(subject, `comes back byte for byte out of ${rows.length} rows`);
  let at = 0;
  while (at < text.length && text[at] === sent[at]) at += 1;
  const around = (of: string): string => JSON.stringify(of.slice(Math.max(0, at - 20), at + 20));
  const bytes = rows.map((row) => Buffer.byteLength(row)).join(', ');
  return fail(
    subject,
    `comes back otherwise from character ${at} on: ${around(text)} instead of ${around(sent)} (rows of ${bytes} bytes): please report it`,
  );
}

async function transactions(ask: Ask): Promise<Finding> {
  const [row] = await ask(
    'transactions',
    `select
       (select count(distinct user_id) from sys_transaction_history where user_id > 1) as transactions,
       (select count(distinct user_id) from sys_query_history where user_id > 1) as statements`,
  );
  const [seen, all] = [Number(row?.['transactions'] ?? 0), Number(row?.['statements'] ?? 0)];
  return seen > 1 || all <= 1
    ? ok(
        'transactions of others',
        all <= 1 ? 'nobody else has run a statement yet' : `those of ${seen} users can be seen`,
      )
    : warn(
        'transactions of others',
        'cannot be seen, though their statements can: work that was rolled back is not told apart',
        'grant role sys:monitor to <the user above>;',
      );
}
