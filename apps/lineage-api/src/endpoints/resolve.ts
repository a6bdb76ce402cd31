import { resolveResponse } from '@tributary/contracts';
import { z } from 'zod';
import { endpoint } from '../endpoint';
import { dataset } from './parameters';

export const resolve = endpoint({
  method: 'get',
  path: '/v1/resolve',
  id: 'resolveName',
  summary: 'Which dataset a name means, how it was read, and why other names are the same table',
  parameters: z.object({ name: dataset }),
  response: resolveResponse,
  answer: (reader, { name }) => reader.resolve(name),
});
