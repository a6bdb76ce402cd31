import { coverageResponse } from '@tributary/contracts';
import { z } from 'zod';
import { endpoint } from '../endpoint';

export const coverage = endpoint({
  method: 'get',
  path: '/v1/coverage',
  id: 'getCoverage',
  summary: 'How much of what ran is in the graph, and what is not and why',
  parameters: z.object({}),
  response: coverageResponse,
  answer: async (reader) => ({ ok: true, value: await reader.coverage() }),
});
