/** A dataset as a statement names it, qualified as far as its context allows. */
export type TableRef =
  | {
      readonly kind: 'table';
      readonly database: string | null;
      readonly schema: string | null;
      readonly name: string;
      /** Positive evidence only: made as TEMP here or earlier in the session, `#t`, or named in the options. */
      readonly temp: boolean;
    }
  | {
      readonly kind: 'path';
      /** `s3://bucket/prefix`, part files and partition tails left away. */
      readonly uri: string;
    }
  | { readonly kind: 'external'; readonly system: string; readonly name: string };

/** One string per dataset, for maps and sets. */
export function tableKey(table: TableRef): string {
  switch (table.kind) {
    case 'table':
      return table.temp
        ? `temp\u0000${table.name}`
        : `${table.database ?? ''}\u0000${table.schema ?? ''}\u0000${table.name}`;
    case 'path':
      return table.uri;
    case 'external':
      return `${table.system}\u0000${table.name}`;
  }
}

/** The dotted name of a dataset, as people write it. */
export function tableText(table: TableRef): string {
  switch (table.kind) {
    case 'table':
      return [table.database, table.schema, table.name].filter((part) => part !== null).join('.');
    case 'path':
      return table.uri;
    case 'external':
      return table.name.includes('://') ? table.name : `${table.system}:${table.name}`;
  }
}
