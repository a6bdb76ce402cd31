import {
  type AthenaClient,
  BatchGetQueryExecutionCommand,
  ListQueryExecutionsCommand,
  paginateListWorkGroups,
} from '@aws-sdk/client-athena';
import { athenaClient } from '@tributary/warehouse';
import { type Finding, findingsOf } from './finding';
import { wordsOf } from './iam';
import type { Settings } from './settings';

const { ok, warn, fail } = findingsOf('athena');

/** Finds out in which order each workgroup lists its executions, which Athena does not document: the collector may stop early in one that is newest first. */
export async function calibrateAthena(settings: Settings): Promise<Finding[]> {
  const client = athenaClient({ region: settings.AWS_REGION ?? 'us-east-1' });
  try {
    const names: string[] = [...(settings.ATHENA_WORKGROUPS ?? [])];
    if (settings.ATHENA_WORKGROUPS === undefined)
      for await (const { WorkGroups = [] } of paginateListWorkGroups({ client }, {}))
        names.push(...WorkGroups.map(({ Name }) => Name ?? ''));
    const findings: Finding[] = [];
    for (const name of names) findings.push(await orderOf(client, name));
    return findings;
  } catch (error) {
    return [fail('calibration', `broke off: ${wordsOf(error)}`)];
  } finally {
    client.destroy();
  }
}

async function orderOf(client: AthenaClient, name: string): Promise<Finding> {
  const subject = `order of workgroup ${name}`;
  const { QueryExecutionIds: ids = [] } = await client.send(
    new ListQueryExecutionsCommand({ WorkGroup: name }),
  );
  if (ids.length < 2) return ok(subject, 'too few executions to tell');
  const { QueryExecutions = [] } = await client.send(
    new BatchGetQueryExecutionCommand({ QueryExecutionIds: ids }),
  );
  const submitted = new Map(
    QueryExecutions.map((each) => [each.QueryExecutionId, each.Status?.SubmissionDateTime?.getTime() ?? 0]),
  );
  const times = ids.flatMap((id) => submitted.get(id) ?? []);
  const displaced = times.filter((time, at) => at > 0 && time > times[at - 1]!).length;
  return displaced === 0
    ? ok(subject, `newest first, in ${times.length} executions`)
    : warn(
        subject,
        `${displaced} of ${times.length} executions are not newest first: the collector reads further before it stops`,
      );
}
