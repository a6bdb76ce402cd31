import type { Source } from '@tributary/contracts';
import type { RedshiftDataPort } from '@tributary/warehouse';
import type { CatalogProblems } from './catalog-problems';

/** What every reader of a part of the catalog needs. */
export interface CatalogContext {
  readonly warehouse: RedshiftDataPort;
  readonly source: Source;
  readonly problems: CatalogProblems;
  readonly region: string;
  /** Account of the Glue catalog behind external schemas, null when it is not known. */
  readonly glueAccount: string | null;
}
