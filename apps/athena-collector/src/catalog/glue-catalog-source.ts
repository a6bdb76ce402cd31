import type { CatalogReading, CatalogSource } from '@tributary/collection';
import { type GlueCatalog, type ReadGlueCatalogOptions, readGlueCatalog } from '@tributary/warehouse';
import { glueNamespace } from '../config';
import { catalogTable } from './catalog-table';
import { viewDefinition } from './view-definition';

export interface GlueCatalogSourceOptions extends Pick<ReadGlueCatalogOptions, 'client' | 'signal'> {
  readonly region: string;
  /** The first is the one whose catalog must be there. */
  readonly accounts: readonly string[];
}

/** The Glue catalogs of the configured accounts: tables with locations, views, resource links. */
export function glueCatalogSource({ region, accounts, ...reading }: GlueCatalogSourceOptions): CatalogSource {
  return {
    read: async (): Promise<CatalogReading> => {
      const tables: CatalogReading['tables'] = [];
      const views: CatalogReading['views'][number][] = [];
      const problems: CatalogReading['problems'][number][] = [];
      for (const [index, account] of accounts.entries()) {
        const place = { namespace: glueNamespace(region, account), region, account };
        const catalog = await readGlueCatalog({ ...reading, catalogId: account }).catch((error: unknown) => {
          if (index === 0 || reading.signal?.aborted === true) throw error;
          return unreadable(account, error);
        });
        problems.push(...catalog.problems);
        for (const table of catalog.tables) {
          tables.push(catalogTable(table, place));
          // A statement's names are those of its source: another account's view would be taken for one of ours. Its own collector reads it.
          if (index > 0) continue;
          const view = viewDefinition(table, place);
          if (view !== null) views.push(view);
          else if (table.kind.endsWith('view'))
            problems.push({
              code: 'view-unreadable',
              detail: `the definition of Glue view '${table.database}.${table.name}' could not be read`,
            });
        }
      }
      return { tables, views, externalSchemas: [], datashares: [], searchPaths: [], problems };
    },
  };
}

const unreadable = (account: string, error: unknown): GlueCatalog => ({
  databases: [],
  tables: [],
  problems: [
    {
      code: 'glue-account-unreadable',
      detail: `account ${account}: ${error instanceof Error ? error.message : String(error)}`,
    },
  ],
});
