import { GetTablesCommand, type GlueClient, paginateGetDatabases } from '@aws-sdk/client-glue';
import { glueClient } from '@tributary/warehouse';
import { type Finding, findingsOf } from './finding';
import { allow, isDenied, wordsOf } from './iam';
import type { Settings } from './settings';

const { ok, warn, fail } = findingsOf('glue');

/** Whether the Glue catalogs may be read, and show anything. */
export async function checkGlue(settings: Settings): Promise<Finding[]> {
  const client = glueClient({ region: settings.AWS_REGION ?? 'us-east-1' });
  const accounts = [settings.GLUE_ACCOUNT_ID ?? [], settings.GLUE_OTHER_ACCOUNT_IDS ?? []].flat();
  try {
    const findings: Finding[] = [];
    for (const account of accounts)
      findings.push(await checkCatalog(client, account, settings.AWS_REGION ?? '*'));
    return findings;
  } finally {
    client.destroy();
  }
}

async function checkCatalog(client: GlueClient, account: string, region: string): Promise<Finding> {
  const subject = `catalog of ${account}`;
  try {
    const names: string[] = [];
    for await (const { DatabaseList = [] } of paginateGetDatabases({ client }, { CatalogId: account }))
      names.push(...DatabaseList.map(({ Name }) => Name ?? ''));
    if (names.length === 0) return nothingVisible(subject, account);
    await client.send(new GetTablesCommand({ CatalogId: account, DatabaseName: names[0], MaxResults: 1 }));
    return ok(subject, `${names.length} databases can be read`);
  } catch (error) {
    if (!isDenied(error)) return fail(subject, wordsOf(error));
    const place = (what: string) => `arn:aws:glue:${region}:${account}:${what}`;
    // Every ancestor is asked about: the right to a table is none without those to its database and the catalog.
    const fix = allow(
      ['glue:GetDatabase', 'glue:GetDatabases', 'glue:GetTable', 'glue:GetTables'],
      [place('catalog'), place('database/*'), place('table/*/*')],
    );
    return fail(subject, wordsOf(error), fix);
  }
}

/** Lake Formation leaves out what was not granted, and says nothing. */
const nothingVisible = (subject: string, account: string): Finding =>
  warn(
    subject,
    'shows no database: it is empty, or Lake Formation hides what is not granted',
    `aws lakeformation grant-permissions --catalog-id ${account} --principal DataLakePrincipalIdentifier=<this role's ARN> --permissions DESCRIBE --resource '{"Table":{"DatabaseName":"<database>","TableWildcard":{}}}'`,
  );
