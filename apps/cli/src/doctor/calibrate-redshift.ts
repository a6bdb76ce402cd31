import { randomUUID } from 'node:crypto';
import { rebuildStatementText, warehouseErrorCode } from '@tributary/warehouse';
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
 * when a statement shows in the history, whose transactions can be seen, whether procedures show what they run, and how views are told. Runs one SELECT of some 6 KB and looks for it.
 */
export async function calibrateRedshift(settings: Settings): Promise<Finding[]> {
  const opened = openRedshift(settings);
  if ('problem' in opened) return [opened.problem];
  try {
    const { ask } = opened;
    return [
      await padding(ask),
      await colons(ask),
      ...(await history(ask)),
      await transactions(ask),
      await proceduresInside(ask),
      await viewText(ask),
    ];
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

/** The Data API looks for parameters with a scanner of its own; the collector's statements have no colon where it could be fooled. */
async function colons(ask: Ask): Promise<Finding> {
  const subject = 'colons in literals';
  const sql = "select 'at :noon' as literal, cast(:given as varchar(8)) as given";
  try {
    const [row] = await ask('colons', sql, { parameters: { given: 'x' } });
    return row?.['literal'] === 'at :noon' && row['given'] === 'x'
      ? ok(subject, 'are no parameters')
      : fail(subject, `come back as ${JSON.stringify(row)}: please report it`);
  } catch (error) {
    // Either the statement fails, or the Data API does not even take it.
    if (!['statement-failed', 'unreachable'].includes(warehouseErrorCode(error) ?? '')) throw error;
    return ok(subject, 'are taken for parameters; the collector has none beside its own');
  }
}

/** What a procedure ran within the last week, beside the calls themselves. */
async function proceduresInside(ask: Ask): Promise<Finding> {
  const subject = 'statements inside procedures';
  const [row] = await ask(
    'procedures',
    `select count(distinct c.query_id) as calls, count(distinct i.query_id) as inside
     from sys_query_history c
     left join sys_query_history i
       on i.transaction_id = c.transaction_id and i.session_id = c.session_id and i.query_id <> c.query_id
       and i.start_time >= c.start_time and i.end_time <= c.end_time
     where c.start_time > getdate() - interval '7 days' and c.user_id > 1 and lower(substring(c.query_text, 1, 5)) = 'call '`,
  );
  const [calls, inside] = [Number(row?.['calls'] ?? 0), Number(row?.['inside'] ?? 0)];
  if (calls === 0) return ok(subject, 'no procedure was called within a week');
  return inside > 0
    ? ok(subject, `${inside} show beside ${calls} calls`)
    : warn(
        subject,
        `do not show beside ${calls} calls: what procedures write is known from their bodies only`,
      );
}

/** Whether names in a view's definition are complete when no schema of users is searched. */
async function viewText(ask: Ask): Promise<Finding> {
  const subject = 'names in definitions of views';
  const [row] = await ask(
    'view text',
    `select pg_get_viewdef(c.oid, true) as definition
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'v' and substring(n.nspname, 1, 3) <> 'pg_' and n.nspname <> 'information_schema'
       and pg_get_viewdef(c.oid, true) not like '%no schema binding%'
       and pg_get_viewdef(c.oid, true) like '%FROM %'
     limit 1`,
    { prelude: ['set search_path to pg_catalog'] },
  );
  if (row === undefined) return ok(subject, 'there is no view to look at');
  return /\bfrom\s+\(*\s*(?:"[^"]+"|[\w$]+)\s*\.\s*["\w]/i.test(String(row['definition']))
    ? ok(subject, 'come with their schemas')
    : warn(
        subject,
        'come without their schemas: they are looked for by the search path of the user that collects',
      );
}
