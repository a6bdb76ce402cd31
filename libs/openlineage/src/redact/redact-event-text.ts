import { endOfString } from '../json/end-of-string';
import { isSensitiveName } from './sensitive-name';
import { redactText } from './redact-text';

const MASK = '***';

interface Text {
  readonly start: number;
  readonly end: number;
}

interface OpenObject {
  readonly isArray: boolean;
  key: string | null;
  /** True once a `name` or `key` of the object is a sensitive one. */
  named: boolean;
  /** Its texts called `value`: a secret when the object is named so, and name and value may come in either order. */
  readonly values: Text[];
}

interface Replacement extends Text {
  readonly text: string;
}

/**
 * The body of an event with its secrets overwritten and every other character as it came: parsing and writing it again would
 * round 64-bit numbers. Overwritten are values of sensitive names (`"db.password": "x"`, `{"name": "API_TOKEN", "value": "x"}`)
 * and what `redactText` finds in any other text. Text that is no JSON comes back with what could be found in its strings.
 */
export function redactEventText(body: string): string {
  const replacements: Replacement[] = [];
  const isSensitive = remembered(isSensitiveName);
  const isClean = remembered((quoted) => redactQuoted(quoted) === null);
  const mask = ({ start, end }: Text): void =>
    void replacements.push({ start, end, text: JSON.stringify(MASK) });
  const redact = ({ start, end }: Text): void => {
    if (end - start < SHORTEST) return;
    const quoted = body.slice(start, end);
    if (isClean(quoted)) return;
    replacements.push({ start, end, text: redactQuoted(quoted) ?? quoted });
  };
  const close = (object: OpenObject | undefined): void => {
    for (const value of object?.values ?? []) (object!.named ? mask : redact)(value);
  };

  const open: OpenObject[] = [];
  let i = 0;
  while (i < body.length) {
    const code = body.charCodeAt(i);
    if (code === 0x22) {
      const text = { start: i, end: endOfString(body, i) };
      const owner = open.at(-1);
      const key = owner?.isArray === false ? owner.key : null;
      if (owner?.isArray === false && isKey(body, text.end)) owner.key = unquote(body.slice(i, text.end));
      else if (owner === undefined || key === null) redact(text);
      else if (isSensitive(key)) mask(text);
      else if (key === 'value') owner.values.push(text);
      else {
        if (key === 'name' || key === 'key')
          owner.named ||= isSensitive(unquote(body.slice(text.start, text.end)));
        redact(text);
      }
      i = text.end;
      continue;
    }
    if (code === 0x7b || code === 0x5b)
      open.push({ isArray: code === 0x5b, key: null, named: false, values: [] });
    if (code === 0x7d || code === 0x5d) close(open.pop());
    i += 1;
  }
  while (open.length > 0) close(open.pop());
  return apply(body, replacements);
}

/** Shorter than any secret that is known by its form. */
const SHORTEST = 10;

/** The text in its quotes with secrets overwritten; null when there are none. */
function redactQuoted(quoted: string): string | null {
  const plain = unquote(quoted);
  const redacted = redactText(plain);
  return redacted === plain ? null : JSON.stringify(redacted);
}

const MOST_REMEMBERED = 1_000;
const LONGEST_REMEMBERED = 200;

/** An event says the same things many times: its producer, its namespace, its keys. What is long or rare is asked again. */
function remembered(ask: (text: string) => boolean): (text: string) => boolean {
  const answers = new Map<string, boolean>();
  return (text) => {
    const known = answers.get(text);
    if (known !== undefined) return known;
    const answer = ask(text);
    if (answers.size < MOST_REMEMBERED && text.length <= LONGEST_REMEMBERED) answers.set(text, answer);
    return answer;
  };
}

function apply(body: string, replacements: Replacement[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const { start, end, text } of replacements.sort((a, b) => a.start - b.start)) {
    parts.push(body.slice(at, start), text);
    at = end;
  }
  parts.push(body.slice(at));
  return parts.join('');
}

const isKey = (body: string, end: number): boolean => {
  let i = end;
  while (i < body.length && body.charCodeAt(i) <= 0x20) i += 1;
  return body.charCodeAt(i) === 0x3a;
};

function unquote(quoted: string): string {
  if (!quoted.includes('\\') && quoted.length > 1 && quoted.endsWith('"')) return quoted.slice(1, -1);
  try {
    return String(JSON.parse(quoted));
  } catch {
    return quoted.slice(1, -1);
  }
}
