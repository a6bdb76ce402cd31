/** A LIKE pattern for texts that contain `text`, in any case when matched against lower-case columns. */
export const containing = (text: string): string => `%${literal(text)}%`;

/** `text` in lower case, with what LIKE takes for wildcards escaped. */
export const literal = (text: string): string => text.toLowerCase().replace(/[\\%_]/g, '\\$&');
