import { z } from 'zod';

/** What `--help` and a complaint say about a variable. */
export interface FieldDoc {
  readonly help: string;
  readonly example?: string;
}

/** A piece of text. */
export const envText = (doc: FieldDoc) => z.string().meta({ ...doc });

/** A piece of text that is never printed: not in help, not in complaints. */
export const envSecret = (doc: FieldDoc) => z.string().meta({ ...doc, secret: true });

/** An absolute address; `protocols` such as `['https:', 'http:']`. */
export const envUrl = (doc: FieldDoc & { readonly protocols?: readonly string[] }) => {
  const { protocols, ...meta } = doc;
  return z
    .string()
    .refine((text) => URL.canParse(text), { error: 'is not a URL', abort: true })
    .refine((text) => protocols === undefined || protocols.includes(new URL(text).protocol), {
      error: `must start with ${(protocols ?? []).map((protocol) => `${protocol}//`).join(' or ')}`,
    })
    .meta(meta);
};

/** A whole number within limits. */
export const envInteger = (doc: FieldDoc & { readonly min?: number; readonly max?: number }) => {
  const { min = 0, max = Number.MAX_SAFE_INTEGER, ...meta } = doc;
  return z
    .string()
    .regex(/^-?\d{1,15}$/, 'is not a whole number')
    .transform(Number)
    .pipe(z.number().min(min, `must be at least ${min}`).max(max, `must be at most ${max}`))
    .meta(meta);
};

/** A TCP port; 0 lets the system choose. */
export const envPort = (doc: FieldDoc) => envInteger({ example: '8080', ...doc, min: 0, max: 65_535 });

/** `true`, `false`, `1`, `0`, `yes` or `no`. */
export const envFlag = (doc: FieldDoc) =>
  z
    .string()
    .transform((text) => text.toLowerCase())
    .pipe(z.enum(['true', 'false', '1', '0', 'yes', 'no'], 'must be true or false'))
    .transform((text) => text === 'true' || text === '1' || text === 'yes')
    .meta({ example: 'true', ...doc });

/** Texts separated by commas; blanks around them and empty ones are dropped. */
export const envList = (doc: FieldDoc) =>
  z
    .string()
    .transform((text) =>
      text
        .split(',')
        .map((part) => part.trim())
        .filter((part) => part !== ''),
    )
    .meta({ ...doc });
