import type { ColumnMetadata, Field } from '@aws-sdk/client-redshift-data';
import type { Row, Value } from './redshift-data-port';

/** Turns a Data API record into a row; NULL and the empty string stay apart. */
export function readRow(columns: readonly ColumnMetadata[], record: readonly Field[]): Row {
  return Object.fromEntries(
    record.map((field, index) => {
      const column = columns[index];
      return [column?.label ?? column?.name ?? `column_${index + 1}`, readField(field)];
    }),
  );
}

function readField(field: Field): Value {
  return (
    field.stringValue ?? field.longValue ?? field.booleanValue ?? field.doubleValue ?? blobText(field) ?? null
  );
}

const blobText = ({ blobValue }: Field): string | undefined =>
  blobValue === undefined ? undefined : Buffer.from(blobValue).toString('utf8');
