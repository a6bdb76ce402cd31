import { redactSql } from '@tributary/sql-lineage';

/** `scheme://user:password@host`: the user goes too, since what is left is the name of the same host. */
const USER_INFO = /\b([a-z][a-z0-9+.-]{1,30}:\/\/)[^\s/@:'"]{0,256}:[^\s/'"]{0,1024}@/gi;
/** `jdbc:postgresql://host/db?user=u&password=p`, `AccountKey=…;` */
const PARAMETER =
  /([?&;]\s{0,4}(?:password|passwd|pwd|secret|token|access_?token|api_?key|access_?key|account_?key|shared_?access_?key)=)(?!\*\*\*)[^&;\s'"]{1,4096}/gi;

/** Overwrites what is a secret by its own form or place: user info in URIs, keys, JSON web tokens, credentials in SQL. */
export function redactText(text: string): string {
  const bare = text.includes('://') && text.includes('@') ? text.replace(USER_INFO, '$1') : text;
  return redactSql(bare.includes('=') ? bare.replace(PARAMETER, '$1***') : bare).sql;
}
