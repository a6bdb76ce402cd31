import { pathsResponse } from '@tributary/contracts';
import { z } from 'zod';
import { endpoint } from '../endpoint';
import { column, cursor, dataset, depth, limit, oneOf } from './parameters';

export const paths = endpoint({
  method: 'get',
  path: '/v1/paths',
  id: 'getPaths',
  summary:
    'How values get from one column or dataset to another, with the expression that each path makes of them',
  parameters: z.object({
    from: dataset,
    fromColumn: column,
    to: dataset,
    toColumn: column,
    mode: oneOf(['shortest', 'all'], 'shortest', 'The shortest paths alone, or all, short ones first.'),
    depth: depth(10),
    kinds: oneOf(
      ['direct', 'indirect', 'all'],
      'direct',
      'Where values flow, what decides about them, or both.',
    ),
    limit: limit(20, 500, 'paths'),
    cursor,
  }),
  response: pathsResponse,
  answer: (reader, asked) => reader.paths(asked),
});
