import { type FlowEnd, stateEvent } from '@tributary/openlineage';
import { edgeRows, tableRows } from './edge-rows';
import { receive } from './receive';

/** What one event states by itself. */
export function answerEvent(text: string): Readonly<Record<string, unknown>> {
  const { edges, implied, jobFlows, symlinks } = stateEvent(receive(text));
  return {
    ...edgeRows(edges),
    table_edges_implicit: tableRows(implied),
    job_edges: jobFlows.map(({ from, into }) => [...endOf(from), from.type, ...endOf(into)]),
    symlinks: symlinks.map(({ dataset, name, type }) => [
      dataset.namespace,
      dataset.name,
      name.namespace,
      name.name,
      type,
    ]),
  };
}

/** The event's own job goes without a name. */
const endOf = ({ namespace, name }: FlowEnd): [string, string] => [namespace ?? '', name ?? ''];
