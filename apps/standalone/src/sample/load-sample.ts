import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { SampleWarehouse } from '@tributary/aws-sandbox';
import { fillDates, parseHistory } from './parse-history';

const DAY_MS = 86_400_000;
const DAYS_IN_SAMPLE = 30;

export interface Sample {
  readonly warehouse: SampleWarehouse;
  /** OpenLineage event bodies as producers send them, in the order to send. */
  readonly events: readonly string[];
}

/** Midnight UTC of the sample's day 1 when its day 30 is the day before `now`. */
export function firstDayBefore(now: Date): Date {
  const today = Math.floor(now.getTime() / DAY_MS) * DAY_MS;
  return new Date(today - DAYS_IN_SAMPLE * DAY_MS);
}

/** Reads the sample from `folder` (see its README) and places it in the thirty days from `firstDay`. */
export function loadSample(folder: string, firstDay: Date): Sample {
  const read = (...parts: string[]): string => readFileSync(path.join(folder, ...parts), 'utf8');
  const history = (...parts: string[]) => parseHistory(read(...parts), firstDay, path.join(...parts));

  return {
    warehouse: {
      redshift: {
        databases: [
          {
            name: 'shop',
            ddl: splitDdl(read('redshift', 'ddl.sql')),
            externalSchemas: [{ schema: 'spectrum', glueDatabase: 'lake' }],
          },
        ],
        statements: readdirSync(path.join(folder, 'redshift', 'history'))
          .sort()
          .flatMap((file) => history('redshift', 'history', file))
          .map((run) => ({ ...run, database: 'shop' })),
      },
      athena: {
        executions: history('athena', 'history.sql'),
        preparedStatements: history('athena', 'prepared.sql').map((run) => ({
          name: run.name ?? '',
          workgroup: run.workgroup,
          sql: run.sql,
          modifiedAt: run.startedAt,
        })),
      },
      glue: JSON.parse(read('glue', 'catalog.json')) as SampleWarehouse['glue'],
    },
    events: readdirSync(path.join(folder, 'events'))
      .sort()
      .flatMap((file) => JSON.parse(fillDates(read('events', file), firstDay, 1)) as unknown[])
      .map((event) => JSON.stringify(event)),
  };
}

/** Our DDL file has no semicolon inside a statement, so a line's end is enough to split at. */
function splitDdl(text: string): string[] {
  return text
    .split(/;\s*\n/)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '');
}
