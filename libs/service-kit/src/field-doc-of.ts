import type { z } from 'zod';

export interface DocumentedField {
  readonly help: string;
  readonly example: string | undefined;
  readonly secret: boolean;
  readonly required: boolean;
  readonly defaultValue: unknown;
}

const innerOf = (schema: z.ZodType): z.ZodType | undefined => {
  const def = schema.def as { innerType?: z.ZodType; in?: z.ZodType };
  return def.innerType ?? def.in;
};

function metaOf(schema: z.ZodType): Record<string, unknown> {
  const inner = innerOf(schema);
  return { ...(inner === undefined ? {} : metaOf(inner)), ...schema.meta() };
}

function defaultOf(schema: z.ZodType): unknown {
  const def = schema.def as { type: string; defaultValue?: unknown; innerType?: z.ZodType };
  if (def.type === 'default' || def.type === 'prefault') return def.defaultValue;
  return def.innerType === undefined ? undefined : defaultOf(def.innerType);
}

/** What a schema field says about itself, through `optional`, `default` and pipes. */
export function fieldDocOf(schema: z.ZodType): DocumentedField {
  const meta = metaOf(schema);
  return {
    help: typeof meta['help'] === 'string' ? meta['help'] : '',
    example: typeof meta['example'] === 'string' ? meta['example'] : undefined,
    secret: meta['secret'] === true,
    required: !schema.safeParse(undefined).success,
    defaultValue: defaultOf(schema),
  };
}
