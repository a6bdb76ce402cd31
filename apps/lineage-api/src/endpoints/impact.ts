import { impactGroupsResponse, impactResponse } from '@tributary/contracts';
import { z } from 'zod';
import { endpoint } from '../endpoint';
import { impactCsv } from './impact-csv';
import { asOf, column, cursor, dataset, depth, limit, oneOf } from './parameters';

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
    groupBy: oneOf(
      ['dataset', 'hop', 'owner', 'usage'],
      'dataset',
      'A list of datasets, or groups of them by distance, by who answers for them, or by how much they are read.',
    ),
    limit: limit(200, 10_000, 'datasets'),
    cursor,
  }),
  response: z.union([impactResponse, impactGroupsResponse]),
  formats: { csv: { contentType: 'text/csv; charset=utf-8', write: impactCsv } },
  answer: (reader, { groupBy: by, ...asked }) =>
    by === 'dataset' ? reader.impact(asked) : reader.impactGroups({ ...asked, groupedBy: by }),
});
