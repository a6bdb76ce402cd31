import { csvLine } from '../http/csv';
import type { ExportFormat } from './export-format';
import { graphml } from './graphml';
import { mermaid } from './mermaid';
import { openlineage } from './openlineage';

const csvFormat: ExportFormat = {
  contentType: 'text/csv; charset=utf-8',
  head: csvLine([
    'from_namespace',
    'from_dataset',
    'from_column',
    'to_namespace',
    'to_dataset',
    'to_column',
    'direct',
    'kinds',
    'masking',
    'edge_id',
  ]),
  edge: ({ id, from, to, direct, kinds, masking }) =>
    csvLine([
      from.namespace,
      from.name,
      from.column,
      to.namespace,
      to.name,
      to.column,
      direct ? 'yes' : 'no',
      kinds.join(' '),
      masking ? 'yes' : 'no',
      id,
    ]),
  foot: () => '',
};

/** What `/v1/export?format=` can write beside `jsonl`; made anew for every export, because some remember what they have written. */
export const formats: Readonly<Record<string, () => ExportFormat>> = {
  csv: () => csvFormat,
  graphml,
  mermaid,
  openlineage,
};
