import { createHash } from 'node:crypto';

/** 64 bits of a row's content as a bigint's text: rows that have not changed are told by it, and not sent again. */
export const rowHash = (row: object): string =>
  createHash('md5').update(JSON.stringify(row)).digest().readBigInt64BE(0).toString();

/** The row with its hash. */
export const withHash = <Row extends object>(row: Row): Row & { readonly row_hash: string } => ({
  ...row,
  row_hash: rowHash(row),
});
