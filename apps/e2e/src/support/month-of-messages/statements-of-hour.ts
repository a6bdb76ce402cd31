import type { ObservedStatement, QueryObserved, Source } from '@tributary/contracts';
import { sqlHash, toDialect, type Dialect } from '@tributary/sql-lineage';
import {
  aFeed,
  athena,
  bucket,
  channelDay,
  dateOf,
  FEEDS,
  feedColumns,
  type Hour,
  instantIn,
  pick,
  redshift,
} from './month';

type Script = (feed: number, hour: Hour) => string[];

const ofRedshift: readonly Script[] = [
  // Loaded from the lake; on the day a feed learns of channels its table does too.
  (feed, hour) => [
    ...(hour.hour === 0 && hour.day === channelDay(feed, hour.days)
      ? [`alter table raw.feed_${feed} add column channel varchar(20)`]
      : []),
    `copy raw.feed_${feed} from '${bucket}/feed_${feed}/dt=${dateOf(hour)}/' iam_role default format as parquet`,
  ],
  (feed, hour) => [
    `insert into raw.feed_${feed} (${feedColumns(feed, hour).join(', ')}) select ${feedColumns(feed, hour).join(', ')} from spectrum.feed_${feed} where dt = '${dateOf(hour)}'`,
  ],
  // Staged by way of a temp table of one name in all sessions, made with a star.
  (feed) => [
    `create temp table fresh as select * from raw.feed_${feed} where amount > 0`,
    `delete from stage.feed_${feed} using fresh where stage.feed_${feed}.id = fresh.id`,
    `insert into stage.feed_${feed} (id, user_id, amount) select id, user_id, amount * 100 from fresh`,
    'drop table fresh',
  ],
  // Truncated and loaded anew.
  (feed) => [
    `truncate core.feed_${feed}`,
    `insert into core.feed_${feed} (user_id, total, n) select user_id, sum(amount), count(*) from stage.feed_${feed} group by user_id`,
  ],
  // Made under another name and swapped in.
  (feed) => [
    `create table mart.daily_${feed}_new as select c.user_id, c.total, u.country from core.feed_${feed} c join core.users u on u.id = c.user_id where u.active`,
    `alter table mart.daily_${feed} rename to daily_${feed}_old`,
    `alter table mart.daily_${feed}_new rename to daily_${feed}`,
    `drop table mart.daily_${feed}_old`,
  ],
  (feed, hour) => [
    `merge into core.users using raw.feed_${feed} f on core.users.id = f.user_id when matched then update set seen_on = f.happened_at when not matched then insert (id, seen_on) values (f.user_id, f.happened_at)`,
    `select country, sum(total) from mart.daily_${feed} where country = '${pick(['DE', 'FR', 'JP'], hour.random)}' group by 1`,
  ],
  (feed, hour) => [
    `create or replace view mart.v_${feed} as select user_id, total${hour.day * 2 >= hour.days ? ' / 100.0 as total' : ''}, country from mart.daily_${feed}`,
    `select * from mart.v_${feed}`,
  ],
  (feed) => [`insert into core.feed_${feed} selec nothing that anybody can frm read`],
];

const ofAthena: readonly Script[] = [
  (feed, hour) => [
    `insert into lake.feed_${feed} select ${feedColumns(feed, hour).join(', ')}, '${dateOf(hour)}' from lake.landing_${feed}`,
  ],
  (feed) => [
    `drop table if exists lake.top_${feed}`,
    `create table lake.top_${feed} with (format = 'PARQUET') as select * from (select *, row_number() over (partition by user_id order by amount desc) as place from lake.feed_${feed}) where place <= 3`,
  ],
  (feed) => [`select user_id, max(amount) from lake.top_${feed} group by user_id`],
];

const users = ['etl', 'dbt', 'ana'];
const dialects: Readonly<Record<string, Dialect>> = {
  redshift: toDialect('redshift')!,
  athena: toDialect('athena')!,
};

/** What the statements of one job look like in the history: a session of its own in Redshift, none in Athena. */
function jobOf(source: Source, scripts: readonly Script[], job: string, hour: Hour): ObservedStatement[] {
  const { random } = hour;
  const second = Math.floor(random() * 3_500);
  const fate = random();
  const inSession = source.kind === 'redshift';
  return pick(scripts, random)(aFeed(hour), hour).map((sql, order) => ({
    executionId: `${job}.${order}`,
    origin: 'history',
    sessionId: inSession ? job : null,
    transactionId: inSession ? job : null,
    order,
    // Statements of one instant in one session, and of one instant in many sessions, are common.
    startedAt: instantIn(hour, second + (order >> 1)),
    endedAt: instantIn(hour, second + (order >> 1) + 1),
    user: inSession ? pick(users, random) : null,
    label: null,
    status: fate < 0.04 ? 'failed' : 'success',
    transaction: fate > 0.96 ? 'rolled-back' : 'committed',
    textFlags: [],
    dialect: source.kind,
    database: inSession ? 'dev' : null,
    searchPath: inSession ? ['public'] : ['lake'],
    tempTables: [],
    sql,
    sqlHash: sqlHash(sql, dialects[source.kind]!),
  }));
}

/** What was first seen while it ran, or before its transaction ended; a later message tells the rest. */
const early = (statement: ObservedStatement, random: () => number): ObservedStatement =>
  random() < 0.5
    ? { ...statement, transaction: 'unknown' }
    : { ...statement, status: 'running', endedAt: statement.startedAt, transaction: 'unknown' };

/** View definitions as the catalog shows them: the same execution, seen again and again. */
const definitions = (hour: Hour): ObservedStatement[] => {
  const feed = hour.hour % FEEDS;
  const sql = `create view mart.w_${feed} as select user_id, ${hour.day * 3 >= hour.days ? 'total' : 'country'} from mart.daily_${feed}`;
  const hash = sqlHash(sql, dialects['redshift']!);
  const seenAt = instantIn(hour, 3_590);
  return [
    {
      executionId: `view:${redshift.namespace}/dev.mart.w_${feed}:${hash}`,
      origin: 'view-definition',
      sessionId: null,
      transactionId: null,
      order: 0,
      startedAt: seenAt,
      endedAt: seenAt,
      user: null,
      label: null,
      status: 'success',
      transaction: 'committed',
      textFlags: [],
      dialect: 'redshift',
      database: 'dev',
      searchPath: ['public'],
      tempTables: [],
      sql,
      sqlHash: hash,
    },
  ];
};

const REDSHIFT_JOBS = 11;
const ATHENA_JOBS = 4;
const SEEN_AGAIN = 4;

/** The batches that the collectors publish of one hour: what ran, some of it in two readings, and views; 20 messages. */
export function statementsOfHour(hour: Hour): QueryObserved[] {
  const runId = instantIn(hour, 3_599);
  const batch = (source: Source, statements: ObservedStatement[]): QueryObserved => ({
    type: 'query-observed',
    version: 1,
    source,
    runId,
    statements,
  });
  const jobs = (source: Source, scripts: readonly Script[], count: number): ObservedStatement[][] =>
    Array.from({ length: count }, (_, i) =>
      jobOf(source, scripts, `${source.kind}-${hour.day}-${hour.hour}-${i}`, hour),
    );
  const ran = jobs(redshift, ofRedshift, REDSHIFT_JOBS);
  return [
    ...ran.map((statements) => batch(redshift, statements)),
    ...ran.slice(0, SEEN_AGAIN).map((statements) =>
      batch(
        redshift,
        statements.map((statement) => early(statement, hour.random)),
      ),
    ),
    ...jobs(athena, ofAthena, ATHENA_JOBS).map((statements) => batch(athena, statements)),
    batch(redshift, definitions(hour)),
  ];
}
