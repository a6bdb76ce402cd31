import { producersResponse } from '@tributary/contracts';
import { z } from 'zod';
import { endpoint } from '../endpoint';

export const producers = endpoint({
  method: 'get',
  path: '/v1/producers',
  id: 'listProducers',
  summary: 'The warehouses and tools that the graph rests on, with what each has said',
  parameters: z.object({}),
  response: producersResponse,
  answer: async (reader) => ({ ok: true, value: await reader.producers() }),
});
