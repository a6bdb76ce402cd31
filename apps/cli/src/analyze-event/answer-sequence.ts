import { accumulateHistory, asWritten, readEvent, type StatedEdge } from '@tributary/openlineage';
import { downstreamIn } from './downstream-in';
import { edgeRows } from './edge-rows';
import { receive } from './receive';

/** What a batch of events comes to: runs, current and earlier edges, datasets. */
export function answerSequence(texts: readonly string[]): Readonly<Record<string, unknown>> {
  const messages = texts.map(receive);
  const history = accumulateHistory(messages.map((message) => readEvent(message, asWritten)));
  const downstreamOf = downstreamIn(history.current);
  const written = new Map(
    messages.flatMap(({ envelope: { run } }) => (run ? [[run.id, run.idAsWritten]] : [])),
  );
  return {
    runs: [
      ...history.runs.map((run) => ({
        run_id: written.get(run.id) ?? run.id,
        job: run.job.name,
        state: run.state,
        started_at: run.startedAt,
        ended_at: run.endedAt,
        parent_job: run.parent?.job.name ?? null,
        root_job: run.rootRun?.job.name ?? null,
        external_query: run.externalQuery?.id ?? null,
      })),
      ...history.unseenRuns.map(({ id, job }) => ({ run_id: id, job: job.name, state: null })),
    ],
    table_edges_active: pairs(history.current),
    table_edges_observed: pairs(history.observed),
    column_edges: edgeRows(history.current).column_edges,
    datasets: history.datasets.map(({ dataset, state, facets }) => ({
      ...dataset,
      state,
      facets,
      downstream: downstreamOf(dataset).map(({ namespace, name }) => [namespace, name]),
    })),
    aliases: history.renames.map(({ from, to }) => [from.namespace, from.name, to.namespace, to.name]),
    stored_events: history.events,
  };
}

function pairs(edges: readonly StatedEdge[]): readonly (readonly string[])[] {
  const rows = edges.map(({ input, output }) => [input.namespace, input.name, output.namespace, output.name]);
  return [...new Map(rows.map((row) => [JSON.stringify(row), row])).values()];
}
