import type { z } from 'zod';
import { fieldDocOf } from './field-doc-of';

export interface ConfigProblem {
  readonly variable: string;
  /** A whole sentence: names the variable, what is wrong with it, and an example. */
  readonly message: string;
}

/** Thrown when the configuration cannot be used; carries every problem, not the first. The process ends with exit code 2. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';

  constructor(readonly problems: readonly ConfigProblem[]) {
    super(problems.map((problem) => problem.message).join('\n'));
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

/** An empty variable is one that was not set: `docker compose` and shells cannot unset, only blank. */
function setValues(schema: z.ZodObject, env: Environment): Record<string, string> {
  return Object.fromEntries(
    Object.keys(schema.shape).flatMap((variable) => {
      const value = env[variable];
      return value === undefined || value.trim() === '' ? [] : [[variable, value.trim()]];
    }),
  );
}

function problemOf(
  schema: z.ZodObject,
  values: Record<string, string>,
  issue: z.core.$ZodIssue,
): ConfigProblem {
  const variable = String(issue.path[0] ?? 'configuration');
  const field = schema.shape[variable] as z.ZodType | undefined;
  const doc = field === undefined ? undefined : fieldDocOf(field);
  const value = values[variable];
  const wrong =
    value === undefined && issue.code === 'invalid_type' ? 'is not set' : uncapitalised(issue.message);
  const shown = value === undefined || doc?.secret === true ? '' : `: '${shorten(value)}'`;
  const help = doc?.help ? ` (${doc.help})` : '';
  const example = doc?.example === undefined ? '' : `; for example ${variable}=${doc.example}`;
  return { variable, message: `${variable} ${wrong}${shown}${help}${example}` };
}

const uncapitalised = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
const shorten = (text: string): string => (text.length > 80 ? `${text.slice(0, 77)}...` : text);

/** Reads the schema's variables from the environment. Throws one ConfigurationError that names every problem. */
export function loadConfig<S extends z.ZodObject>(schema: S, env: Environment): z.infer<S> {
  const values = setValues(schema, env);
  const parsed = schema.safeParse(values);
  if (parsed.success) return parsed.data as z.infer<S>;
  throw new ConfigurationError(parsed.error.issues.map((issue) => problemOf(schema, values, issue)));
}
