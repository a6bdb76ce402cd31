import fs from 'node:fs';
import path from 'node:path';
import type { SampleGlue, SampleGlueDatabase, SampleGlueTable } from '../sample/sample-warehouse';

/** A Glue table in the shape of the API. */
export interface StoredTable {
  readonly Name: string;
  readonly DatabaseName: string;
  readonly [member: string]: unknown;
}

export interface GlueData {
  readonly databases: { readonly Name: string; readonly [member: string]: unknown }[];
  readonly tables: StoredTable[];
}

/** Turns a sample into the API's shapes: views as Athena writes them, links without a storage descriptor. */
export function glueData(sample: SampleGlue): GlueData {
  return {
    databases: sample.databases.map(storedDatabase),
    tables: sample.databases.flatMap((database) =>
      database.tables.map((table) => storedTable(database.name, table)),
    ),
  };
}

function storedDatabase({ name, linkTo }: SampleGlueDatabase): GlueData['databases'][number] {
  if (linkTo === undefined) return { Name: name };
  const TargetDatabase = {
    CatalogId: linkTo.account,
    DatabaseName: linkTo.database,
    ...(linkTo.region !== undefined && { Region: linkTo.region }),
  };
  return { Name: name, TargetDatabase };
}

function storedTable(database: string, table: SampleGlueTable): StoredTable {
  const common = {
    Name: table.name,
    DatabaseName: database,
    ...(table.owner !== undefined && { Owner: table.owner }),
    ...(table.description !== undefined && { Description: table.description }),
  };
  if (table.linkTo !== undefined) {
    const { account, database: target, table: name, region } = table.linkTo;
    return {
      ...common,
      TargetTable: {
        CatalogId: account,
        DatabaseName: target,
        Name: name,
        ...(region && { Region: region }),
      },
    };
  }
  const columns = table.columns.map(({ name, type, parameters }) => ({
    Name: name,
    Type: type,
    ...(parameters && { Parameters: parameters }),
  }));
  return {
    ...common,
    TableType: table.view === undefined ? 'EXTERNAL_TABLE' : 'VIRTUAL_VIEW',
    Parameters: {
      ...table.parameters,
      ...(table.view !== undefined && { presto_view: 'true', comment: 'Presto View' }),
    },
    StorageDescriptor: { Columns: columns, ...(table.location && { Location: table.location }) },
    PartitionKeys: (table.partitionKeys ?? []).map(({ name, type }) => ({ Name: name, Type: type })),
    ...(table.view !== undefined && {
      ViewOriginalText: prestoView(database, table, table.view),
      ViewExpandedText: '/* Presto View */',
    }),
  };
}

function prestoView(database: string, table: SampleGlueTable, sql: string): string {
  const definition = {
    originalSql: sql,
    catalog: 'awsdatacatalog',
    schema: database,
    columns: table.columns.map(({ name, type }) => ({ name, type })),
  };
  return `/* Presto View: ${Buffer.from(JSON.stringify(definition)).toString('base64')} */`;
}

/** Writes a sample's Glue catalog to `glue.json` in the sandbox's data folder. */
export function seedGlue(dir: string, sample: SampleGlue): GlueData {
  const data = glueData(sample);
  fs.mkdirSync(dir, { recursive: true });
  fs.writeFileSync(path.join(dir, 'glue.json'), JSON.stringify(data, null, 1));
  return data;
}

/** Reads `glue.json`; a folder without one has an empty catalog. */
export function readGlueData(dir: string): GlueData {
  const file = path.join(dir, 'glue.json');
  if (!fs.existsSync(file)) return { databases: [], tables: [] };
  return JSON.parse(fs.readFileSync(file, 'utf8')) as GlueData;
}
