import type { z } from 'zod';
import type { Described } from '../endpoint';
import { describeExport } from './describe-export';
import { componentSchemas, schemaOf } from './json-schemas';

type Json = Record<string, unknown>;

const problemRef = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } };

const marquezErrorRef = { 'application/json': { schema: { $ref: '#/components/schemas/MarquezError' } } };

/** The OpenAPI 3.1 document of the endpoints. */
export function describeApi(endpoints: readonly Described[]): Json {
  const paths: Record<string, Json> = {};
  for (const endpoint of endpoints) {
    const path = endpoint.path.replaceAll('+}', '}');
    paths[path] = { ...paths[path], [endpoint.method]: operationOf(endpoint) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Tributary',
      version: '1',
      description:
        'Column-level lineage of warehouses: what breaks if a column changes, and where a number comes from. ' +
        'Every list says in `truncated` whether it was cut and in `cursor` how to go on.',
    },
    paths: { ...paths, '/v1/export': { get: describeExport() } },
    components: {
      schemas: componentSchemas(),
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer' },
        header: { type: 'apiKey', in: 'header', name: 'x-api-key' },
        basic: { type: 'http', scheme: 'basic', description: 'The key as the password of any user name.' },
      },
    },
    security: [{}, { bearer: [] }, { header: [] }, { basic: [] }],
  };
}

function operationOf(endpoint: Described): Json {
  const formats = Object.values(endpoint.formats ?? {});
  return {
    operationId: endpoint.id,
    summary: endpoint.summary,
    ...(endpoint.description !== undefined && { description: endpoint.description }),
    parameters: [
      ...Object.entries(endpoint.parameters.shape as Record<string, z.ZodType>).map(([name, schema]) =>
        parameterOf(endpoint, name, schema),
      ),
      ...(endpoint.formats === undefined ? [] : [formatParameter(endpoint.formats)]),
    ],
    ...(endpoint.body !== undefined && {
      requestBody: { required: true, content: { 'application/json': { schema: schemaOf(endpoint.body) } } },
    }),
    responses: {
      200: {
        description: 'The answer.',
        content: {
          'application/json': { schema: schemaOf(endpoint.response) },
          ...Object.fromEntries(
            formats.map(({ contentType }) => [contentType.split(';')[0]!, { schema: { type: 'string' } }]),
          ),
        },
      },
      default: {
        description: 'Why there is none, and what to change.',
        content: endpoint.path.startsWith('/api/') ? marquezErrorRef : problemRef,
      },
    },
  };
}

function parameterOf({ path }: Described, name: string, schema: z.ZodType): Json {
  const inPath = path.includes(`{${name}}`) || path.includes(`{${name}+}`);
  const { description, example, ...shape } = schemaOf(schema);
  return {
    name,
    in: inPath ? 'path' : 'query',
    required: inPath || !schema.safeParse(undefined).success,
    ...(description !== undefined && { description }),
    ...(example !== undefined && { example }),
    schema: withoutNull(shape),
  };
}

/** A query cannot say null; leaving the parameter out does. */
function withoutNull({ default: byDefault, anyOf, ...rest }: Json): Json {
  const plain: Json = {
    ...rest,
    ...(byDefault !== null && byDefault !== undefined && { default: byDefault }),
  };
  if (Array.isArray(plain['type'])) {
    const types = plain['type'].filter((type) => type !== 'null');
    return { ...plain, type: types.length === 1 ? types[0] : types };
  }
  if (!Array.isArray(anyOf)) return plain;
  const options = (anyOf as Json[]).filter((option) => option['type'] !== 'null');
  return options.length === 1 ? { ...options[0], ...plain } : { anyOf: options, ...plain };
}

const formatParameter = (formats: NonNullable<Described['formats']>): Json => ({
  name: 'format',
  in: 'query',
  required: false,
  description: 'Form of the answer; an `accept` header does as well.',
  schema: { type: 'string', enum: ['json', ...Object.keys(formats)], default: 'json' },
});
