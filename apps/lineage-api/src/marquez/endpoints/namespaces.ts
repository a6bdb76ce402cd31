import { marquezNamespace, marquezNamespaces } from '@tributary/contracts';
import { z } from 'zod';
import { answered, missing } from '../answer';
import { marquez } from '../marquez-endpoint';
import { namespace, paging } from '../parameters';
import { toNamespace } from '../shapes/to-namespace';

export const listNamespaces = marquez({
  path: '/api/v1/namespaces',
  id: 'marquezNamespaces',
  summary: 'Where datasets lie and jobs run',
  parameters: z.object(paging),
  response: marquezNamespaces,
  answer: async (reader, { limit, offset }) => {
    const [all, span] = [await reader.namespaces(), await reader.span()];
    const page = all.slice(offset, offset + limit);
    return answered({ namespaces: page.map((each) => toNamespace(each.namespace, span)) });
  },
});

export const oneNamespace = marquez({
  path: '/api/v1/namespaces/{namespace}',
  id: 'marquezNamespace',
  summary: 'One namespace',
  parameters: z.object({ namespace }),
  response: marquezNamespace,
  answer: async (reader, asked) => {
    const known = (await reader.namespaces()).some((each) => each.namespace === asked.namespace);
    return known
      ? answered(toNamespace(asked.namespace, await reader.span()))
      : missing(`Namespace '${asked.namespace}' not found.`);
  },
});
