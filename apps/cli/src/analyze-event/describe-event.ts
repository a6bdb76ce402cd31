import type { DatasetName, EventObserved } from '@tributary/contracts';
import { table } from '../print/table';

/** One event for people: job, run, state, its datasets, its edges with what carries them, and what is odd about it. */
export function describeEvent(observed: EventObserved): string {
  const { envelope, datasets, edges, warnings } = observed;
  const parts = [heading(observed)];
  if (datasets.length > 0)
    parts.push(
      table(
        ['role', 'dataset', 'namespace', 'columns', 'facets'],
        datasets.map(({ role, dataset, columns, facets }) => [
          role,
          dataset.name,
          dataset.namespace,
          columns === null ? '–' : String(columns.length),
          facets.join(', '),
        ]),
      ),
    );
  const links = datasets.flatMap(({ dataset, symlinks }) =>
    symlinks.map(({ name, type }) => `${dataset.name} is also ${name.namespace} ${name.name} (${type})`),
  );
  if (links.length > 0) parts.push(links.join('\n'));
  parts.push(
    edges.length === 0
      ? 'It states no edges.'
      : table(
          ['into', '', 'from', 'kinds', 'carrier'],
          edges.map((edge) => [
            columnText(edge.output, edge.outputColumn, datasets),
            '←',
            columnText(edge.input, edge.inputColumn, datasets),
            `${edge.kinds.join(', ').toLowerCase()}${edge.masking ? ', masking' : ''}`,
            edge.carrier,
          ]),
        ),
  );
  const odd = [...envelope.warnings, ...warnings].map(({ code, detail }) => `! ${code}: ${detail}`);
  if (odd.length > 0) parts.push(odd.join('\n'));
  return parts.join('\n\n');
}

function heading({ envelope, run, job }: EventObserved): string {
  const what = [envelope.class === 'run' ? (envelope.eventType ?? 'no state') : envelope.class];
  const lines = [`${what.join(' ')} · ${envelope.eventTime} · ${envelope.producer ?? 'unknown producer'}`];
  if (job !== null) lines.push(`job     ${job.namespace} ${job.name}`);
  if (run !== null) {
    lines.push(`run     ${run.id}`);
    if (run.parent !== null) lines.push(`parent  ${run.parent.job.namespace} ${run.parent.job.name}`);
    if (run.externalQuery !== null)
      lines.push(`query   ${run.externalQuery.source} ${run.externalQuery.id}`.trimEnd());
    if (run.error !== null) lines.push(`error   ${run.error.split('\n')[0] ?? ''}`);
  }
  return lines.join('\n');
}

/** The column, or the table alone where the edge is of the whole of it; the namespace only where the list above does not tell it. */
function columnText(dataset: DatasetName, column: string | null, listed: EventObserved['datasets']): string {
  const namespaces = new Set(
    listed.filter((each) => each.dataset.name === dataset.name).map((each) => each.dataset.namespace),
  );
  const told = namespaces.size === 1 && namespaces.has(dataset.namespace);
  const table = told ? dataset.name : `${dataset.namespace} ${dataset.name}`;
  return column === null ? table : `${table}.${column}`;
}
