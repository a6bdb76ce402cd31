import type { EventDataset, EventObserved } from '@tributary/contracts';
import { nameKey } from '../name-key';
import { aliasRows, linkRows, nameRow } from './alias-rows';
import { contentHash } from './content-hash';
import { toInstant } from './instant';
import { mergeRows } from './merge-rows';
import type { ObservationRows } from './observation-rows';

/** An OpenLineage event as rows: what it says, its raw text, and the names it ties together. */
export function rowsOfEvent(message: EventObserved): Partial<ObservationRows> {
  const { type: _type, version: _version, receivedAt, body: raw, envelope, ...observed } = message;
  const eventAt = toInstant(envelope.eventTime);
  const job = message.job ?? envelope.job;
  const names = new Map<string, { namespace: string; name: string }>();
  for (const { dataset } of message.datasets) names.set(nameKey(dataset), dataset);
  for (const { input, output } of message.edges) {
    names.set(nameKey(input), input);
    names.set(nameKey(output), output);
  }
  for (const { datasets } of message.sql) {
    for (const dataset of datasets) if (!dataset.temp) names.set(nameKey(dataset), dataset);
  }
  return mergeRows([
    {
      dataset_name: [...names.values()].map(nameRow),
      statement_text: message.sql.map(({ sqlHash, sql }) => ({
        sql_hash: sqlHash,
        text_hash: contentHash(sql),
        sql,
      })),
      openlineage_event: [
        {
          content_hash: envelope.contentHash,
          class: envelope.class,
          event_type: envelope.eventType,
          event_at: eventAt,
          run_id: message.run?.id ?? envelope.run?.id ?? null,
          job_namespace: job?.namespace ?? null,
          job_name: job?.name ?? null,
          job_key: job ? nameKey(job) : null,
          producer: envelope.producer,
          body: { ...observed, envelope, sql: message.sql.map(({ sql: _sql, ...analysis }) => analysis) },
          received_at: toInstant(receivedAt),
        },
      ],
      openlineage_event_dataset: rolesOf(message),
      raw_event: [
        {
          event_at: eventAt,
          content_hash: envelope.contentHash,
          body: raw,
          received_at: toInstant(receivedAt),
        },
      ],
    },
    ...message.datasets.map((dataset) => aliasesOf(dataset, eventAt)),
  ]);
}

function rolesOf(message: EventObserved): ObservationRows['openlineage_event_dataset'] {
  const roles = new Map<string, { content_hash: string; name_key: string; role: string }>();
  const add = (dataset: { namespace: string; name: string }, role: string): void => {
    const row = { content_hash: message.envelope.contentHash, name_key: nameKey(dataset), role };
    roles.set(`${row.name_key} ${role}`, row);
  };
  for (const { dataset, role } of message.datasets) add(dataset, role);
  for (const { input, output } of message.edges) {
    add(input, 'input');
    add(output, 'output');
  }
  for (const { datasets, inputs, outputs } of message.sql) {
    const permanent = (index: number) => datasets.slice(index, index + 1).filter(({ temp }) => !temp);
    for (const dataset of inputs.flatMap(permanent)) add(dataset, 'input');
    for (const { dataset } of outputs) for (const output of permanent(dataset)) add(output, 'output');
  }
  return [...roles.values()];
}

function aliasesOf(observed: EventDataset, at: string): Partial<ObservationRows> {
  const { dataset, previousName } = observed;
  return mergeRows([
    ...observed.symlinks.map((link) => aliasRows('symlink', dataset, link.name, at, link.type)),
    observed.lifecycle === 'RENAME' && previousName !== null
      ? {
          dataset_name: [nameRow(previousName)],
          name_link: linkRows(nameKey(previousName), nameKey(dataset)),
        }
      : {},
  ]);
}
