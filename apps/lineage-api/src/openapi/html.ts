/** Text that is HTML already. */
export interface Html {
  readonly text: string;
}
type Part = string | Html | readonly Html[];

export const raw = (text: string): Html => ({ text });

/** HTML in which every string put in is escaped. */
export const html = (texts: TemplateStringsArray, ...parts: readonly Part[]): Html =>
  raw(String.raw({ raw: texts.raw }, ...parts.map(textOf)));

const textOf = (part: Part): string =>
  typeof part === 'string'
    ? escape(part)
    : 'text' in part
      ? part.text
      : part.map(({ text }) => text).join('');

const escape = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
