import { traitsOf } from '../dialect/traits';
import { tokenize } from '../split/tokenize';
import { T, type Tokens } from '../split/tokens';

/** What stands where a secret stood. */
const MASK = '***';

/** Overwrites credentials in a statement of any dialect; redacting twice changes nothing more. */
export function redactSql(sql: string): { sql: string; redactions: number } {
  if (!maybeSecret.test(sql)) return { sql, redactions: 0 };
  const count = { redactions: 0 };
  const text = redactByForm(redactByPlace(sql, count), count);
  return { sql: text, redactions: count.redactions };
}

/** Every rule needs one of these; most statements have none. */
const maybeSecret = /key|token|pass|pwd|secret|identified|AKIA|ASIA|eyJ|X-Amz|sig|:\/\/[^\s/]{1,512}@/i;

/** Secrets that are recognised wherever they stand: their own form or the URL around them gives them away. */
const forms: readonly RegExp[] = [
  /()\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g,
  /()\beyJ[\w-]{8,4096}\.[\w-]{8,4096}\.[\w-]{8,4096}/g,
  /()-----BEGIN [A-Z ]{0,24}PRIVATE KEY-----[^']{0,8192}/g,
  /(\b[a-z][a-z0-9+.-]{1,30}:\/\/[^\s:/@'"]{1,256}:)(?!\*\*\*@)[^\s/@'"]{1,1024}(?=@)/gi,
  /([?&](?:X-Amz-(?:Signature|Credential|Security-Token)|Signature|sig|AWSAccessKeyId)=)(?!\*\*\*)[^\s&'"]{1,4096}/gi,
];

function redactByForm(text: string, count: { redactions: number }): string {
  let redacted = text;
  for (const form of forms) {
    redacted = redacted.replace(form, (_all, before: string) => {
      count.redactions += 1;
      return `${before}${MASK}`;
    });
  }
  return redacted;
}

/** `aws_secret_access_key=…;` and `PASSWORD=…;` inside strings and comments, where no column can be meant. */
const assigned =
  /\b((?:aws_)?(?:secret_access_key|access_key_id|session_token|master_symmetric_key|token|password|passwd|pwd|secret|api_?key)\s{0,4}=\s{0,4}(?:''|\\')?)(?!\*\*\*)[^\s;'"&,)\\]{1,4096}/gi;

/** Words whose string is a secret: `SECRET_ACCESS_KEY '…'`, `PASSWORD = '…'`, `IDENTIFIED BY '…'`. */
const secretWords = new Set(
  `secret_access_key access_key_id session_token security_token master_symmetric_key password passwd pwd secret api_key apikey private_key secret_key aws_secret_key aws_key_id aws_token encryption_key`.split(
    ' ',
  ),
);

function redactByPlace(sql: string, count: { redactions: number }): string {
  const tokens = tokenize(sql, traitsOf('redshift'));
  const out: string[] = [];
  let at = 0;
  const assignments = (text: string): string =>
    text.replace(assigned, (_all, before: string) => {
      count.redactions += 1;
      return `${before}${MASK}`;
    });
  for (let i = 0; i < tokens.count; i += 1) {
    if (tokens.kind[i] !== T.string) continue;
    const start = tokens.start[i]!;
    const end = tokens.end[i]!;
    out.push(between(sql, tokens, i, at, assignments));
    const text = sql.slice(start, end);
    if (isSecretAt(tokens, i) && text !== `'${MASK}'`) {
      count.redactions += 1;
      out.push(`'${MASK}'`);
    } else out.push(assignments(text));
    at = end;
  }
  out.push(between(sql, tokens, tokens.count, at, assignments));
  return out.join('');
}

/** The text from `at` to token `to`: comments in it are searched, SQL itself is left alone. */
function between(
  sql: string,
  tokens: Tokens,
  to: number,
  at: number,
  assignments: (text: string) => string,
): string {
  const end = tokens.start[to]!;
  const text = sql.slice(at, end);
  if (!text.includes('--') && !text.includes('/*')) return text;
  return text.replace(/--[^\n]*|\/\*[^*]*(?:\*(?!\/)[^*]*)*\*\//g, assignments);
}

function isSecretAt(tokens: Tokens, string: number): boolean {
  let i = string - 1;
  const separator = tokens.word[i];
  if (separator === '=' || separator === 'as' || separator === 'to' || separator === '=>') i -= 1;
  if (i < 0) return false;
  if (tokens.word[i] === 'by') return tokens.word[i - 1] === 'identified';
  if (tokens.kind[i] !== T.word) return false;
  const word = tokens.text.slice(tokens.start[i]!, tokens.end[i]!).toLowerCase();
  // `select password as 'pw'` names a column; `secret_access_key as '…'` is how COPY may be written.
  if (separator === 'as' && !/^(secret_access|access)_key/.test(word)) return false;
  return secretWords.has(word);
}
