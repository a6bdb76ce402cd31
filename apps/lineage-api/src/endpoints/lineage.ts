import { lineageResponse } from '@tributary/contracts';
import { z } from 'zod';
import { endpoint } from '../endpoint';
import { asOf, column, cursor, dataset, depth, limit, oneOf } from './parameters';

export const lineage = endpoint({
  method: 'get',
  path: '/v1/lineage',
  id: 'getLineage',
  summary: 'Where a column or dataset comes from, and where it goes, edge by edge',
  parameters: z.object({
    dataset,
    column,
    direction: oneOf(['up', 'down', 'both'], 'both', 'Sources, consumers, or both.'),
    depth: depth(5),
    kinds: oneOf(
      ['direct', 'indirect', 'all'],
      'direct',
      'Where values flow, what decides about them, or both.',
    ),
    asOf,
    limit: limit(2_000, 20_000, 'edges'),
    cursor,
  }),
  response: lineageResponse,
  answer: (reader, asked) => reader.lineage(asked),
});
