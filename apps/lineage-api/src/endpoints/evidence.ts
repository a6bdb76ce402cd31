import { evidenceResponse } from '@tributary/contracts';
import { z } from 'zod';
import { endpoint } from '../endpoint';
import { cursor, limit } from './parameters';

export const evidence = endpoint({
  method: 'get',
  path: '/v1/edges/{id}/evidence',
  id: 'getEvidence',
  summary: 'Why an edge is believed: the SQL with the place in it, the runs and the producers',
  parameters: z.object({
    id: z.string().meta({ description: 'The `id` of an edge.' }),
    limit: limit(20, 200, 'pieces of evidence'),
    cursor,
  }),
  response: evidenceResponse,
  answer: (reader, { id, ...page }) => reader.evidence({ edgeId: id, ...page }),
});
