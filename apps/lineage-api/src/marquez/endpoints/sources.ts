import { marquezSource, marquezSources } from '@tributary/contracts';
import { z } from 'zod';
import { answered, missing } from '../answer';
import { marquez } from '../marquez-endpoint';
import { paging } from '../parameters';
import { toSource } from '../shapes/to-namespace';

export const listSources = marquez({
  path: '/api/v1/sources',
  id: 'marquezSources',
  summary: 'The namespaces that datasets lie in, as sources',
  parameters: z.object(paging),
  response: marquezSources,
  answer: async (reader, { limit, offset }) => {
    const places = (await reader.namespaces()).filter((each) => each.hasDatasets);
    const span = await reader.span();
    const page = places.slice(offset, offset + limit);
    return answered({ sources: page.map((each) => toSource(each.namespace, span)) });
  },
});

export const oneSource = marquez({
  path: '/api/v1/sources/{source}',
  id: 'marquezSource',
  summary: 'One source',
  parameters: z.object({ source: z.string() }),
  response: marquezSource,
  answer: async (reader, { source }) => {
    const known = (await reader.namespaces()).some((each) => each.hasDatasets && each.namespace === source);
    return known ? answered(toSource(source, await reader.span())) : missing(`Source '${source}' not found.`);
  },
});
