import { searchResponse } from '@tributary/contracts';
import { z } from 'zod';
import { endpoint } from '../endpoint';
import { cursor, limit } from './parameters';

export const search = endpoint({
  method: 'get',
  path: '/v1/search',
  id: 'search',
  summary: 'Datasets and columns whose names contain every word, best first',
  parameters: z.object({
    q: z.string().max(500, 'must have at most 500 characters').default('').meta({
      description: 'Words of the name; `orders id` and `orders.id` both find the column `id` of `orders`.',
      example: 'daily_revenue',
    }),
    limit: limit(20, 200, 'results'),
    cursor,
  }),
  response: searchResponse,
  answer: (reader, asked) => reader.search(asked),
});
