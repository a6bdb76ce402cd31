export interface NamedParameter {
  readonly name: string;
  readonly value: string;
}

export class ParameterError extends Error {}

/**
 * Rewrites `:name` to Postgres's `$1`, as textually as the Data API does: it looks into comments and literals too, and `::` is no cast to it.
 * Throws a ParameterError for a parameter that is missing, unused, or empty.
 */
export function bindNamedParameters(
  sql: string,
  parameters: readonly NamedParameter[],
): { readonly text: string; readonly values: string[] } {
  if (parameters.length === 0) return { text: sql, values: [] };
  const values: string[] = [];
  const position = new Map<string, number>();
  const byName = new Map(parameters.map((parameter) => [parameter.name, parameter.value]));
  const text = sql.replace(/:([A-Za-z_]\w*)/g, (_, name: string) => {
    const value = byName.get(name);
    if (value === undefined) throw new ParameterError(`Parameter '${name}' is referenced but not supplied`);
    if (value === '') throw new ParameterError(`Parameter '${name}' must not be empty`);
    if (!position.has(name)) position.set(name, values.push(value));
    return `$${position.get(name)}`;
  });
  for (const { name } of parameters) {
    if (!position.has(name))
      throw new ParameterError(`Parameter '${name}' is supplied but not referenced in the statement`);
  }
  return { text, values };
}
