import { type Database, type GlueClient, GetDatabasesCommand, GetTablesCommand } from '@aws-sdk/client-glue';
import { awsErrorFacts, mayPass } from '../aws-error';
import { pacer } from '../pacer';
import { refusedRequest } from '../refused-request';
import { type RetryOptions, retry } from '../retry';
import type { GlueCatalog, GlueTable } from './glue-catalog';
import { readTable } from './read-table';

export interface ReadGlueCatalogOptions {
  readonly client: GlueClient;
  /** Account of the catalog; unset: the caller's own. */
  readonly catalogId?: string;
  readonly signal?: AbortSignal;
  readonly retry?: RetryOptions;
  /** Glue throttles per account and region: default 5. */
  readonly callsPerSecond?: number;
}

/** Reads every database and table of a Glue catalog. A database that fails becomes a problem; a catalog that does not answer throws. */
export async function readGlueCatalog(options: ReadGlueCatalogOptions): Promise<GlueCatalog> {
  const { client, signal, callsPerSecond = 5 } = options;
  const catalog = options.catalogId === undefined ? {} : { CatalogId: options.catalogId };
  const sending = signal === undefined ? {} : { abortSignal: signal };
  const pace = pacer(callsPerSecond);
  const send = <T>(call: () => Promise<T>): Promise<T> =>
    retry(
      async () => {
        await pace(signal);
        return await call();
      },
      mayPass,
      { ...options.retry, signal },
    );

  const databases = async (): Promise<Database[]> => {
    const found: Database[] = [];
    let token: string | undefined;
    // A page may be empty and still have a successor: only a missing token ends the listing.
    do {
      const input = { ...catalog, ...(token !== undefined && { NextToken: token }) };
      const page = await send(() => client.send(new GetDatabasesCommand(input), sending));
      found.push(...(page.DatabaseList ?? []));
      token = page.NextToken || undefined;
    } while (token !== undefined);
    return found;
  };

  const tables = async (database: string): Promise<GlueTable[]> => {
    const found: GlueTable[] = [];
    let token: string | undefined;
    do {
      const input = { ...catalog, DatabaseName: database, ...(token !== undefined && { NextToken: token }) };
      const page = await send(() => client.send(new GetTablesCommand(input), sending));
      for (const table of page.TableList ?? []) {
        const read = readTable(table, database);
        if (read !== null) found.push(read);
      }
      token = page.NextToken || undefined;
    } while (token !== undefined);
    return found;
  };

  const listed = await databases().catch((error: unknown) => {
    throw refusedRequest('the Glue catalog', error, signal);
  });
  const all: GlueTable[] = [];
  const problems: { code: string; detail: string }[] = [];
  for (const database of listed) {
    const name = database.Name ?? '';
    try {
      all.push(...(await tables(name)).map((table) => linked(table, database)));
    } catch (error) {
      if (signal?.aborted === true) throw refusedRequest(`the Glue database '${name}'`, error, signal);
      const facts = awsErrorFacts(error);
      problems.push({
        code: 'glue-database-unreadable',
        detail: `Glue database '${name}': ${facts.name}: ${facts.message}`,
      });
    }
  }
  return { databases: listed.map(({ Name = '' }) => Name.toLowerCase()), tables: all, problems };
}

/** The tables of a database that is itself a resource link stand for those of its target. */
function linked(table: GlueTable, { TargetDatabase: target }: Database): GlueTable {
  if (target?.DatabaseName === undefined || table.linkTo !== null) return table;
  return {
    ...table,
    kind: 'resource-link',
    view: null,
    linkTo: {
      account: target.CatalogId ?? null,
      region: target.Region ?? null,
      database: target.DatabaseName.toLowerCase(),
      table: table.name,
    },
  };
}
