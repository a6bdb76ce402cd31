/** A JSON object whose members nobody has checked yet. */
export type JsonObject = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is JsonObject =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

/** The member as an object; an empty one when it is anything else. */
export const objectAt = (parent: unknown, key: string): JsonObject => {
  const value = memberOf(parent, key);
  return isObject(value) ? value : {};
};

/** The member as a list; an empty one when it is anything else. */
export const listAt = (parent: unknown, key: string): readonly unknown[] => {
  const value = memberOf(parent, key);
  return Array.isArray(value) ? value : [];
};

/** The member as a text that says something; null when it is empty or anything else. */
export const textAt = (parent: unknown, key: string): string | null => {
  const value = memberOf(parent, key);
  return typeof value === 'string' && value !== '' ? value : null;
};

/** An own member: `constructor` and `__proto__` are ordinary names in events. */
export const memberOf = (parent: unknown, key: string): unknown =>
  isObject(parent) && Object.hasOwn(parent, key) ? parent[key] : undefined;
