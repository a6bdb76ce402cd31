import type { CatalogObserved, DatasetName } from '@tributary/contracts';

/** A view's text as its catalog has it. */
export interface ViewDefinition {
  readonly dataset: DatasetName;
  /** A whole `CREATE VIEW` statement. */
  readonly sql: string;
  readonly dialect: string;
  readonly database: string | null;
  readonly searchPath: readonly string[];
}

export type CatalogReading = Pick<
  CatalogObserved,
  'tables' | 'externalSchemas' | 'datashares' | 'searchPaths'
> & {
  readonly views: readonly ViewDefinition[];
  /** Parts of the catalog that could not be read; the rest was. */
  readonly problems: readonly { readonly code: string; readonly detail: string }[];
};

/** A warehouse's catalog. */
export interface CatalogSource {
  read(): Promise<CatalogReading>;
}
