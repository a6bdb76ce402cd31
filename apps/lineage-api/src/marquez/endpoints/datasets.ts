import {
  marquezDataset,
  marquezDatasets,
  marquezDatasetVersion,
  marquezDatasetVersions,
} from '@tributary/contracts';
import { z } from 'zod';
import { answered, missing } from '../answer';
import { marquez } from '../marquez-endpoint';
import { namespace, paging } from '../parameters';
import { toDataset, toDatasetVersion, toOneDataset, versionId } from '../shapes/to-dataset';

const dataset = z.string().meta({ description: 'Its name, percent-encoded as one part of the path.' });
const unknown = (name: string) => missing(`Dataset '${name}' not found.`);

export const listDatasets = marquez({
  path: '/api/v1/namespaces/{namespace}/datasets',
  id: 'marquezDatasets',
  summary: 'The datasets of a namespace by name',
  parameters: z.object({ namespace, ...paging }),
  response: marquezDatasets,
  answer: async (reader, asked) => {
    const { items, total } = await reader.datasets(asked.namespace, asked);
    return answered({ datasets: items.map(toDataset), totalCount: total });
  },
});

export const oneDataset = marquez({
  path: '/api/v1/namespaces/{namespace}/datasets/{dataset}',
  id: 'marquezDataset',
  summary: 'One dataset, under any of its names',
  parameters: z.object({ namespace, dataset }),
  response: marquezDataset,
  answer: async (reader, asked) => {
    const found = await reader.dataset([{ namespace: asked.namespace, name: asked.dataset }]);
    if (found === null) return unknown(asked.dataset);
    const { items } = await reader.writes(found, { limit: 1, offset: 0 });
    const around = await reader.columnsAround({
      dataset: found,
      column: null,
      depth: 1,
      withDownstream: false,
      asOf: null,
    });
    const told = await reader.facetsOfDataset(found);
    return answered(toOneDataset(found, items[0] ?? null, around.ok ? around.value : null, told));
  },
});

export const listVersions = marquez({
  path: '/api/v1/namespaces/{namespace}/datasets/{dataset}/versions',
  id: 'marquezDatasetVersions',
  summary: 'The runs that wrote a dataset, newest first, as its versions',
  parameters: z.object({ namespace, dataset, ...paging }),
  response: marquezDatasetVersions,
  answer: async (reader, asked) => {
    const found = await reader.dataset([{ namespace: asked.namespace, name: asked.dataset }]);
    if (found === null) return unknown(asked.dataset);
    const { items, total } = await reader.writes(found, asked);
    const runs = items.length === 0 && asked.offset === 0 ? [null] : items;
    return answered({
      versions: runs.map((run) => toDatasetVersion(found, run)),
      totalCount: Math.max(total, runs.length),
    });
  },
});

export const oneVersion = marquez({
  path: '/api/v1/namespaces/{namespace}/datasets/{dataset}/versions/{version}',
  id: 'marquezDatasetVersion',
  summary: 'One version of a dataset: what one run made of it',
  parameters: z.object({ namespace, dataset, version: z.string() }),
  response: marquezDatasetVersion,
  answer: async (reader, asked) => {
    const found = await reader.dataset([{ namespace: asked.namespace, name: asked.dataset }]);
    if (found === null) return unknown(asked.dataset);
    if (asked.version === versionId(found, null)) return answered(toDatasetVersion(found, null));
    const run = await reader.run(asked.version);
    return run === null
      ? missing(`Dataset version '${asked.version}' not found.`)
      : answered(toDatasetVersion(found, run));
  },
});
