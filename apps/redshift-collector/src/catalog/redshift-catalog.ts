import type { CatalogReading, CatalogSource } from '@tributary/collection';
import type { Source } from '@tributary/contracts';
import type { RedshiftDataPort } from '@tributary/warehouse';
import { readUsers } from '../users';
import type { CatalogContext } from './catalog-context';
import { readDatashareTables } from './read-datashare-tables';
import { readDatashares } from './read-datashares';
import { readExternalSchemas } from './read-external-schemas';
import { readRelations } from './read-relations';
import { CatalogProblems } from './catalog-problems';

export interface RedshiftCatalogOptions {
  readonly warehouse: RedshiftDataPort;
  readonly source: Source;
  readonly settings: {
    readonly REDSHIFT_DATABASES: readonly string[];
    readonly GLUE_ACCOUNT_ID?: string | undefined;
    readonly AWS_REGION: string;
  };
}

/** The catalogs of the configured databases: relations, views, external schemas, databases over datashares, users' search paths. */
export function redshiftCatalog({ warehouse, source, settings }: RedshiftCatalogOptions): CatalogSource {
  return {
    read: async (): Promise<CatalogReading> => {
      const problems = new CatalogProblems();
      const context: CatalogContext = {
        warehouse,
        source,
        problems,
        region: settings.AWS_REGION,
        glueAccount: settings.GLUE_ACCOUNT_ID ?? null,
      };
      const [first = ''] = settings.REDSHIFT_DATABASES;
      const perDatabase = [];
      for (const database of settings.REDSHIFT_DATABASES)
        perDatabase.push({
          ...(await readRelations(context, database)),
          externalSchemas: await readExternalSchemas(context, database),
        });
      const datashares = await readDatashares(context, first);
      const shared = await readDatashareTables(context, first, datashares);
      const users = await problems.orElse('users', [], () => readUsers(warehouse, first));
      return {
        tables: [...perDatabase.flatMap(({ tables }) => tables), ...shared],
        views: perDatabase.flatMap(({ views }) => views),
        externalSchemas: perDatabase.flatMap(({ externalSchemas }) => externalSchemas),
        datashares,
        searchPaths: users.flatMap(({ name: user, searchPath }) =>
          searchPath === null ? [] : [{ user, searchPath: [...searchPath] }],
        ),
        problems: problems.all,
      };
    },
  };
}
