import { readFileSync } from 'node:fs';
import path from 'node:path';
import {
  AthenaClient,
  BatchGetQueryExecutionCommand,
  ListQueryExecutionsCommand,
} from '@aws-sdk/client-athena';
import {
  DescribeStatementCommand,
  ExecuteStatementCommand,
  GetStatementResultCommand,
  RedshiftDataClient,
} from '@aws-sdk/client-redshift-data';

// The floor under a collector: the same rows, paged and dropped.
const root = process.env['TRIBUTARY_ROOT'] ?? '.';
const [source = '', from = '', to = ''] = process.argv.slice(2);
const timestamp = (instant: string): string => instant.replace('T', ' ').replace('Z', '');

async function redshift(): Promise<void> {
  await Promise.all([dropPages('history'), dropPages('tables-touched')]);
}

async function dropPages(statement: string): Promise<void> {
  const client = new RedshiftDataClient({ region: 'eu-west-1' });
  const file = path.join(root, `apps/redshift-collector/src/history/statements/${statement}.sql`);
  const dayBefore = new Date(Date.parse(from) - 86_400_000).toISOString();
  const parameters = { scan_from: dayBefore, from_time: from, to_time: to };
  const { Id } = await client.send(
    new ExecuteStatementCommand({
      ClusterIdentifier: 'shop',
      Database: 'shop',
      Sql: `/* tributary-collector */ ${readFileSync(file, 'utf8').replace(/^--.*\n/gm, '')}`,
      Parameters: Object.entries(parameters).map(([name, value]) => ({ name, value: timestamp(value) })),
      WaitTimeSeconds: 30,
    }),
  );
  while (
    (await client.send(new DescribeStatementCommand({ Id, WaitTimeSeconds: 30 }))).Status !== 'FINISHED'
  );
  let NextToken: string | undefined;
  do {
    ({ NextToken } = await client.send(
      new GetStatementResultCommand({ Id, ...(NextToken !== undefined && { NextToken }) }),
    ));
  } while (NextToken);
}

async function athena(): Promise<void> {
  const client = new AthenaClient({ region: 'eu-west-1' });
  for (const WorkGroup of ['etl', 'analytics', 'primary']) {
    let NextToken: string | undefined;
    do {
      const page = await client.send(
        new ListQueryExecutionsCommand({
          WorkGroup,
          MaxResults: 50,
          ...(NextToken !== undefined && { NextToken }),
        }),
      );
      const { QueryExecutionIds = [] } = page;
      if (QueryExecutionIds.length > 0)
        await client.send(new BatchGetQueryExecutionCommand({ QueryExecutionIds }));
      NextToken = page.NextToken;
    } while (NextToken);
  }
}

void (source === 'redshift' ? redshift() : athena());
