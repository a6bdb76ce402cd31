import { datasetListResponse, datasetResponse } from '@tributary/contracts';
import { z } from 'zod';
import { endpoint } from '../endpoint';
import { cursor, dataset, limit } from './parameters';

export const datasets = endpoint({
  method: 'get',
  path: '/v1/datasets',
  id: 'listDatasets',
  summary: 'All datasets by name; with `name`, the one it means',
  parameters: z.object({
    name: dataset.nullable().default(null),
    limit: limit(100, 1_000, 'datasets'),
    cursor,
  }),
  response: z.union([datasetListResponse, datasetResponse]),
  answer: (reader, { name, ...page }) => (name === null ? reader.listDatasets(page) : reader.dataset(name)),
});

export const oneDataset = endpoint({
  method: 'get',
  path: '/v1/datasets/{id+}',
  id: 'getDataset',
  summary: 'One dataset: columns, neighbours, other names, and the statements that wrote it',
  parameters: z.object({ id: dataset }),
  response: datasetResponse,
  answer: (reader, { id }) => reader.dataset(id),
});
