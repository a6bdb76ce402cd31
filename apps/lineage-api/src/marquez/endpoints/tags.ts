import { marquezTags } from '@tributary/contracts';
import { z } from 'zod';
import { answered } from '../answer';
import { marquez } from '../marquez-endpoint';
import { paging } from '../parameters';

export const tags = marquez({
  path: '/api/v1/tags',
  id: 'marquezTags',
  summary: 'No tags: they are not kept',
  parameters: z.object(paging),
  response: marquezTags,
  answer: async () => answered({ tags: [] }),
});
