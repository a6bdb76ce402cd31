import { impactResponse } from '@tributary/contracts';
import { z } from 'zod';
import { endpoint } from '../endpoint';
import { impactCsv } from './impact-csv';
import { asOf, column, cursor, dataset, depth, limit } from './parameters';

export const impact = endpoint({
  method: 'get',
  path: '/v1/impact',
  id: 'getImpact',
  summary: 'What a change of a column or dataset reaches, nearest first, with owners and use',
  parameters: z.object({
    dataset,
    column,
    depth: depth(20),
    asOf,
    limit: limit(200, 10_000, 'datasets'),
    cursor,
  }),
  response: impactResponse,
  formats: { csv: { contentType: 'text/csv; charset=utf-8', write: impactCsv } },
  answer: (reader, asked) => reader.impact(asked),
});
