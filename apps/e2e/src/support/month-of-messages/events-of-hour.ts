import { createHash } from 'node:crypto';
import type { EventReceived } from '@tributary/contracts';
import { aFeed, athena, bucket, feedColumns, type Hour, instantIn, pick, redshift, uuidOf } from './month';

interface Job {
  readonly namespace: string;
  readonly name: string;
  readonly producer: string;
  readonly facets?: object;
  readonly inputs: readonly object[];
  readonly outputs: readonly object[];
}

const facet = (producer: string, content: object): object => ({
  _producer: producer,
  _schemaURL: 'https://openlineage.io/spec/facets/1-0-0/Facet.json',
  ...content,
});

/** Spark lands a feed, and says column by column how; its path is a table in Glue. */
function landing(feed: number, hour: Hour): Job {
  const producer = 'https://github.com/OpenLineage/OpenLineage/tree/1.30.0/integration/spark';
  const input = { namespace: 'kafka://broker:9092', name: `feed_${feed}` };
  const fields = Object.fromEntries(
    feedColumns(feed, hour).map((field) => [
      field,
      {
        inputFields: [
          {
            ...input,
            field,
            transformations: [{ type: 'DIRECT', subtype: 'IDENTITY', masking: field === 'user_id' }],
          },
        ],
      },
    ]),
  );
  const identifiers = [{ namespace: athena.namespace, name: `table/lake/feed_${feed}`, type: 'TABLE' }];
  return {
    namespace: 'spark',
    name: `land_${feed}`,
    producer,
    inputs: [input],
    outputs: [
      {
        namespace: bucket,
        name: `feed_${feed}`,
        facets: {
          columnLineage: facet(producer, { fields }),
          ...(hour.hour % 8 === 3 && { symlinks: facet(producer, { identifiers }) }),
        },
      },
    ],
  };
}

/** Airflow only names what goes in and out. */
const moving = (feed: number): Job => ({
  namespace: 'airflow',
  name: `move_${feed}`,
  producer: 'https://github.com/apache/airflow/tree/providers-openlineage/2.0.0',
  inputs: [{ namespace: redshift.namespace, name: `dev.mart.daily_${feed}` }],
  outputs: [{ namespace: 'postgres://app:5432', name: `app.public.daily_${feed}` }],
});

/** dbt tells its SQL. */
function modelling(feed: number): Job {
  const producer = 'https://github.com/OpenLineage/OpenLineage/tree/1.30.0/integration/dbt';
  return {
    namespace: 'dbt',
    name: `model_${feed}`,
    producer,
    facets: {
      sql: facet(producer, {
        query: `select user_id, total * 2 as doubled from dev.core.feed_${feed} where n > 1`,
        dialect: 'redshift',
      }),
    },
    inputs: [{ namespace: redshift.namespace, name: `dev.core.feed_${feed}` }],
    outputs: [{ namespace: redshift.namespace, name: `dev.mart.model_${feed}` }],
  };
}

function eventOf(
  job: Job,
  runId: string,
  eventType: 'START' | 'COMPLETE' | 'FAIL',
  at: string,
): EventReceived {
  const { producer, namespace, name, facets, inputs, outputs } = job;
  const schemaURL = 'https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent';
  const body = JSON.stringify({
    eventType,
    eventTime: at,
    producer,
    schemaURL,
    run: { runId },
    job: { namespace, name, ...(facets && { facets }) },
    inputs,
    // As Spark does: what was written is known at the end.
    outputs: eventType === 'START' ? [] : outputs,
  });
  return {
    type: 'event-received',
    version: 1,
    receivedAt: at,
    envelope: {
      class: 'run',
      eventType,
      eventTime: at,
      eventTimeAsWritten: at,
      run: { id: runId, idAsWritten: runId },
      job: { namespace, name },
      dataset: null,
      producer,
      schemaURL,
      contentHash: createHash('sha256').update(body).digest('hex'),
      warnings: [],
    },
    body,
  };
}

const RUNS = 3;

/** What producers send in one hour: the start and the end of three runs; 6 messages. */
export function eventsOfHour(hour: Hour): EventReceived[] {
  return Array.from({ length: RUNS }, (_, i) => {
    const feed = aFeed(hour);
    const job = pick([landing, moving, modelling], hour.random)(feed, hour);
    const runId = uuidOf(`${hour.day} ${hour.hour} ${i}`);
    const second = Math.floor(hour.random() * 3_000);
    return [
      eventOf(job, runId, 'START', instantIn(hour, second)),
      eventOf(job, runId, hour.random() < 0.05 ? 'FAIL' : 'COMPLETE', instantIn(hour, second + 300)),
    ];
  }).flat();
}
