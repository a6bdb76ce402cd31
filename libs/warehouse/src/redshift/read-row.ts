import type { ColumnMetadata, Field } from '@aws-sdk/client-redshift-data';
import type { Row, Value } from './redshift-data-port';

/** The names of a result's columns, by place. */
export const namesOf = (columns: readonly ColumnMetadata[]): string[] =>
  columns.map(({ label, name }, index) => label ?? name ?? `column_${index + 1}`);

/** Turns a Data API record into a row; NULL and the empty string stay apart. */
export function readRow(names: readonly string[], record: readonly Field[]): Row {
  const row: Record<string, Value> = {};
  record.forEach((field, index) => {
    row[names[index] ?? `column_${index + 1}`] = readField(field);
  });
  return row;
}

function readField(field: Field): Value {
  return (
    field.stringValue ?? field.longValue ?? field.booleanValue ?? field.doubleValue ?? blobText(field) ?? null
  );
}

/** `readNatively` leaves blobs in base64. */
function blobText({ blobValue }: { readonly blobValue?: Uint8Array | string }): string | undefined {
  if (blobValue === undefined) return undefined;
  const bytes = typeof blobValue === 'string' ? Buffer.from(blobValue, 'base64') : Buffer.from(blobValue);
  return bytes.toString('utf8');
}
