/**
 * Every statement of ours begins with this comment, so that the next run can tell it. By the text, not by the user: small shops let us sign in
 * as somebody who also does real work. The Data API puts a comment of its own in front.
 */
const OWN_MARK = '/* tributary-collector */';

/** True for a statement that a collector of ours ran. */
export const isOwnStatement = (sql: string): boolean => sql.slice(0, 500).includes(OWN_MARK);

/** A statement of ours as it is sent: marked, and without its comment lines, in which the Data API would look for parameters. */
export const marked = (sql: string): string => `${OWN_MARK} ${sql.replace(/^--.*\n/gm, '')}`;
