import type { CatalogObserved, CatalogTable, CollectionRunFinished, DatasetName } from '@tributary/contracts';
import { athena, bucket, dateOf, FEEDS, feedColumns, type Hour, instantIn, redshift } from './month';

const types: Readonly<Record<string, string>> = {
  id: 'bigint',
  user_id: 'bigint',
  amount: 'integer',
  total: 'bigint',
  n: 'bigint',
};

const tableOf = (
  dataset: DatasetName,
  columns: readonly string[],
  rest: Partial<CatalogTable> = {},
): CatalogTable => ({
  dataset,
  tableType: 'table',
  columns: columns.map((name) => ({ name, type: types[name] ?? 'varchar', partitionKey: name === 'dt' })),
  location: null,
  linkTo: null,
  owner: 'etl',
  description: null,
  ...rest,
});

const inRedshift = (name: string): DatasetName => ({ namespace: redshift.namespace, name: `dev.${name}` });
const inGlue = (name: string): DatasetName => ({ namespace: athena.namespace, name: `table/lake/${name}` });

const redshiftTables = (feed: number, hour: Hour): CatalogTable[] => [
  tableOf(inRedshift(`raw.feed_${feed}`), feedColumns(feed, hour)),
  tableOf(inRedshift(`stage.feed_${feed}`), ['id', 'user_id', 'amount']),
  tableOf(inRedshift(`core.feed_${feed}`), ['user_id', 'total', 'n'], {
    description: `as of ${dateOf(hour)}`,
  }),
  tableOf(inRedshift(`mart.daily_${feed}`), ['user_id', 'total', 'country']),
  tableOf(inRedshift(`spectrum.feed_${feed}`), [...feedColumns(feed, hour), 'dt'], { tableType: 'external' }),
  tableOf(inRedshift('core.users'), ['id', 'country', 'active', 'seen_on']),
];

const glueTables = (feed: number, hour: Hour): CatalogTable[] => [
  tableOf(inGlue(`landing_${feed}`), feedColumns(feed, hour), { tableType: 'external' }),
  tableOf(inGlue(`feed_${feed}`), [...feedColumns(feed, hour), 'dt'], {
    tableType: 'external',
    location: `${bucket}/feed_${feed}`,
  }),
];

/** What a catalog shows in one hour: of one feed at a time, of Redshift and of Glue in turns. */
export function catalogOfHour(hour: Hour): CatalogObserved {
  const inTurn = hour.hour % 2 === 0 ? redshift : athena;
  const feed = (hour.hour >> 1) % FEEDS;
  return {
    type: 'catalog-observed',
    version: 1,
    source: inTurn,
    runId: instantIn(hour, 3_599),
    observedAt: instantIn(hour, 3_595),
    tables: inTurn === redshift ? redshiftTables(feed, hour) : glueTables(feed, hour),
    externalSchemas:
      inTurn === redshift
        ? [
            {
              database: 'dev',
              schema: 'spectrum',
              catalogNamespace: athena.namespace,
              catalogDatabase: 'lake',
            },
          ]
        : [],
    datashares: [],
    searchPaths: [],
  };
}

/** The ledger of the hour's collector run. */
export const ledgerOfHour = (hour: Hour, seen: number): CollectionRunFinished => ({
  type: 'collection-run-finished',
  version: 1,
  source: redshift,
  runId: instantIn(hour, 3_599),
  collector: 'redshift-collector 0.1.0',
  window: { from: instantIn(hour, 0), to: instantIn(hour, 3_599) },
  startedAt: instantIn(hour, 3_599),
  finishedAt: instantIn(hour, 3_609),
  outcome: 'ok',
  statements: { seen, published: seen, skipped: 0, skippedByCode: {} },
  skippedStatements: [],
  catalog: { tables: 6, views: 1 },
  problems: [],
});
