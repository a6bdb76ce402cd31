import {
  type AthenaClient,
  BatchGetQueryExecutionCommand,
  ListQueryExecutionsCommand,
  paginateListWorkGroups,
} from '@aws-sdk/client-athena';
import { athenaClient } from '@tributary/warehouse';
import { type Finding, findingsOf } from './finding';
import { accountOf, allow, factsOf, isDenied, wordsOf } from './iam';
import type { Settings } from './settings';

const { ok, warn, fail } = findingsOf('athena');

/** An id of the right form that no execution has: who may read executions is told that it is invalid. */
const NO_EXECUTION = '00000000-0000-4000-8000-000000000000';

/** Whether the workgroups are there and their history may be read. */
export async function checkAthena(settings: Settings): Promise<Finding[]> {
  const client = athenaClient({ region: settings.AWS_REGION ?? 'us-east-1' });
  try {
    const wanted = settings.ATHENA_WORKGROUPS;
    let there: readonly string[];
    try {
      there = await workgroupsOf(client);
    } catch (error) {
      const fix = isDenied(error)
        ? allow(['athena:ListWorkGroups', 'athena:ListDataCatalogs'], ['*'])
        : undefined;
      return [fail('workgroups', wordsOf(error), fix)];
    }
    const findings = [ok('workgroups', `${there.length} are there`)];
    for (const name of wanted ?? there)
      findings.push(
        there.includes(name)
          ? await checkHistory(client, name, settings)
          : fail(`workgroup ${name}`, `does not exist; there are ${there.join(', ')}`),
      );
    return findings;
  } finally {
    client.destroy();
  }
}

async function workgroupsOf(client: AthenaClient): Promise<readonly string[]> {
  const names: string[] = [];
  for await (const { WorkGroups = [] } of paginateListWorkGroups({ client }, {}))
    names.push(...WorkGroups.map(({ Name }) => Name ?? ''));
  return names;
}

async function checkHistory(client: AthenaClient, name: string, settings: Settings): Promise<Finding> {
  const subject = `workgroup ${name}`;
  try {
    const { QueryExecutionIds: ids = [] } = await client.send(
      new ListQueryExecutionsCommand({ WorkGroup: name, MaxResults: 1 }),
    );
    const asked = ids.length > 0 ? ids : [NO_EXECUTION];
    await client
      .send(new BatchGetQueryExecutionCommand({ QueryExecutionIds: asked }))
      .catch((error: unknown) => {
        if (factsOf(error).name !== 'InvalidRequestException') throw error;
      });
    return ids.length > 0
      ? ok(subject, 'its history can be read')
      : warn(subject, 'its history can be read, and is empty: nobody has run a query there for 45 days');
  } catch (error) {
    if (!isDenied(error)) return fail(subject, wordsOf(error));
    const fix = allow(
      [
        'athena:GetWorkGroup',
        'athena:ListQueryExecutions',
        'athena:BatchGetQueryExecution',
        'athena:GetQueryExecution',
        'athena:GetPreparedStatement',
      ],
      [`arn:aws:athena:${settings.AWS_REGION}:${accountOf(settings)}:workgroup/${name}`],
    );
    return fail(subject, wordsOf(error), fix);
  }
}
