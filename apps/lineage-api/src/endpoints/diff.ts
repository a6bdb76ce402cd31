import { diffResponse } from '@tributary/contracts';
import { z } from 'zod';
import { endpoint } from '../endpoint';
import { cursor, dataset, instant, limit } from './parameters';

export const diff = endpoint({
  method: 'get',
  path: '/v1/diff',
  id: 'getDiff',
  summary: 'Which edges began and which ended between two instants',
  parameters: z.object({
    from: instant.meta({ example: '2026-03-01' }),
    to: instant.meta({ example: '2026-03-31T12:00:00Z' }),
    dataset: dataset.nullable().default(null),
    limit: limit(1_000, 10_000, 'changes'),
    cursor,
  }),
  response: diffResponse,
  answer: (reader, asked) => reader.diff(asked),
});
