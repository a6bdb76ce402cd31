import { runsResponse } from '@tributary/contracts';
import { z } from 'zod';
import { endpoint } from '../endpoint';
import { cursor, limit } from './parameters';

export const runs = endpoint({
  method: 'get',
  path: '/v1/runs',
  id: 'listRuns',
  summary: 'What the collectors did, newest first, and what they had to skip',
  parameters: z.object({ limit: limit(50, 500, 'runs'), cursor }),
  response: runsResponse,
  answer: (reader, page) => reader.runs(page),
});
