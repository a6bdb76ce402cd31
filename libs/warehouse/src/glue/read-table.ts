import type { Table } from '@aws-sdk/client-glue';
import type { GlueTable } from './glue-catalog';
import { readColumns } from './read-columns';
import { readView } from './read-view';

/** Reads the SDK's table as one of `database`; null when it has no name. */
export function readTable(table: Table, database: string): GlueTable | null {
  const name = table.Name?.toLowerCase();
  if (name === undefined || name === '') return null;
  const { TargetTable: target } = table;
  const isLink = target?.DatabaseName !== undefined && target.Name !== undefined;
  const isView = table.TableType === 'VIRTUAL_VIEW' || table.ViewDefinition !== undefined;
  return {
    database: database.toLowerCase(),
    name,
    kind: isLink ? 'resource-link' : viewKind(table, isView),
    columns: readColumns(table),
    location: table.StorageDescriptor?.Location || null,
    view: isView ? readView(table) : null,
    linkTo: isLink
      ? {
          account: target.CatalogId ?? null,
          region: target.Region ?? null,
          database: (target.DatabaseName ?? '').toLowerCase(),
          table: (target.Name ?? '').toLowerCase(),
        }
      : null,
    owner: table.Owner || null,
    description: table.Description || null,
  };
}

const viewKind = (table: Table, isView: boolean): GlueTable['kind'] => {
  if (!isView) return 'table';
  return table.IsMaterializedView === true ? 'materialized-view' : 'view';
};
