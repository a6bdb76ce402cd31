import { simulateRequest, simulateResponse } from '@tributary/contracts';
import { z } from 'zod';
import { endpoint } from '../endpoint';

export const simulate = endpoint({
  method: 'post',
  path: '/v1/simulate',
  id: 'simulate',
  summary:
    'What dropping, renaming or retyping a column would break, and through which statement; writes nothing',
  parameters: z.object({}),
  body: simulateRequest,
  response: simulateResponse,
  answer: (reader, { body }) => reader.simulate(body),
});
