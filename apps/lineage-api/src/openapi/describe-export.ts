import { formats } from '../export/formats';

/** `/v1/export` streams and so is no endpoint like the others; its description stands here. */
export function describeExport(): Record<string, unknown> {
  const others = Object.values(formats).map((format) => format().contentType.split(';')[0]!);
  const text = { schema: { type: 'string' } };
  return {
    operationId: 'exportGraph',
    summary: 'The whole graph, streamed: JSON lines with every record, or the current edges for another tool',
    description:
      'At rest the same observations give the same bytes. A connection that breaks off means that the export is not whole.',
    parameters: [
      {
        name: 'format',
        in: 'query',
        required: false,
        schema: { type: 'string', enum: ['jsonl', ...Object.keys(formats)], default: 'jsonl' },
      },
    ],
    responses: {
      200: {
        description: 'The graph.',
        content: Object.fromEntries(['application/x-ndjson', ...others].map((type) => [type, text])),
      },
      default: {
        description: 'Why there is none, and what to change.',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  };
}
