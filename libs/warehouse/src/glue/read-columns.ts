import type { Column, Table } from '@aws-sdk/client-glue';
import { z } from 'zod';
import type { GlueColumn } from './glue-catalog';

/** The columns of a table in the order of `select *`. */
export function readColumns(table: Table): GlueColumn[] {
  const columns = sparkColumns(table) ?? (table.StorageDescriptor?.Columns ?? []).filter(isCurrent);
  const partitions = table.PartitionKeys ?? [];
  const partitionNames = new Set(partitions.map(({ Name }) => Name?.toLowerCase()));
  return [
    ...columns.filter(({ Name }) => !partitionNames.has(Name?.toLowerCase())).map(readColumn(false)),
    ...partitions.map(readColumn(true)),
  ].filter(({ name }) => name !== '');
}

const readColumn =
  (partitionKey: boolean) =>
  ({ Name = '', Type }: Column): GlueColumn => ({
    name: Name.toLowerCase(),
    type: Type ?? null,
    partitionKey,
  });

// Glue keeps the dropped and renamed columns of an Iceberg table.
const isCurrent = ({ Parameters }: Column): boolean => Parameters?.['iceberg.field.current'] !== 'false';

const sparkSchema = z.object({ fields: z.array(z.object({ name: z.string(), type: z.unknown() })) });

/** Spark stores the schema of data source tables (Delta) in properties, cut in parts, and a placeholder `col array<string>` as columns. */
function sparkColumns(table: Table): Column[] | null {
  const columns = table.StorageDescriptor?.Columns ?? [];
  const [only] = columns;
  const isPlaceholder = columns.length === 0 || (columns.length === 1 && only?.Name === 'col');
  const parameters = table.Parameters ?? {};
  const parts = Number(parameters['spark.sql.sources.schema.numParts'] ?? 0);
  const text =
    parameters['spark.sql.sources.schema'] ??
    Array.from(
      { length: parts },
      (_, part) => parameters[`spark.sql.sources.schema.part.${part}`] ?? '',
    ).join('');
  if (!isPlaceholder || text === '') return null;
  try {
    const { fields } = sparkSchema.parse(JSON.parse(text));
    return fields.map(({ name, type }) => ({
      Name: name,
      Type: typeof type === 'string' ? type : JSON.stringify(type),
    }));
  } catch {
    // Unreadable properties leave what the catalog says.
    return null;
  }
}
