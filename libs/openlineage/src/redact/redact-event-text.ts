import { isSensitiveName } from './sensitive-name';
import { redactText } from './redact-text';

const MASK = '***';

interface Text {
  readonly start: number;
  readonly end: number;
}

interface Member extends Text {
  readonly key: string;
}

interface OpenObject {
  readonly isArray: boolean;
  key: string | null;
  readonly texts: Member[];
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
  const open: OpenObject[] = [];
  let i = 0;
  while (i < body.length) {
    const code = body.charCodeAt(i);
    if (code === 0x22) {
      const end = endOfString(body, i);
      const owner = open.at(-1);
      if (isKey(body, end) && owner?.isArray === false) owner.key = unquote(body.slice(i, end));
      else if (owner?.isArray === false && owner.key !== null)
        owner.texts.push({ key: owner.key, start: i, end });
      else redactInto(replacements, body, { start: i, end });
      i = end;
      continue;
    }
    if (code === 0x7b || code === 0x5b) open.push({ isArray: code === 0x5b, key: null, texts: [] });
    if (code === 0x7d || code === 0x5d) closeObject(open.pop(), replacements, body);
    i += 1;
  }
  while (open.length > 0) closeObject(open.pop(), replacements, body);
  return apply(body, replacements);
}

/** A name and its value may come in either order, so texts wait until their object ends. */
function closeObject(object: OpenObject | undefined, replacements: Replacement[], body: string): void {
  if (object === undefined) return;
  const named = object.texts.some(
    ({ key, start, end }) =>
      (key === 'name' || key === 'key') && isSensitiveName(unquote(body.slice(start, end))),
  );
  for (const text of object.texts) {
    const secret = isSensitiveName(text.key) || (named && text.key === 'value');
    if (secret) replacements.push({ ...text, text: JSON.stringify(MASK) });
    else redactInto(replacements, body, text);
  }
}

function redactInto(replacements: Replacement[], body: string, text: Text): void {
  if (text.end - text.start < 10) return;
  const plain = unquote(body.slice(text.start, text.end));
  const redacted = redactText(plain);
  if (redacted !== plain) replacements.push({ ...text, text: JSON.stringify(redacted) });
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

function endOfString(body: string, start: number): number {
  for (let i = start + 1; i < body.length; i += 1) {
    const code = body.charCodeAt(i);
    if (code === 0x5c) i += 1;
    else if (code === 0x22) return i + 1;
  }
  return body.length;
}

const isKey = (body: string, end: number): boolean => {
  let i = end;
  while (i < body.length && body.charCodeAt(i) <= 0x20) i += 1;
  return body.charCodeAt(i) === 0x3a;
};

function unquote(quoted: string): string {
  try {
    return String(JSON.parse(quoted));
  } catch {
    return quoted.slice(1, -1);
  }
}
