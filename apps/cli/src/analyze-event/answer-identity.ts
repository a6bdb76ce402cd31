import type { DatasetName } from '@tributary/contracts';
import {
  type AliasEvidence,
  canonicalDatasetName,
  datasetId,
  groupAliases,
  type NamingSettings,
} from '@tributary/identity';
import { asWritten, readEvent, type EventReading } from '@tributary/openlineage';
import { receive } from './receive';

/** Which names in a batch of events are one dataset. */
export function answerIdentity(
  texts: readonly string[],
  settings: NamingSettings,
): Readonly<Record<string, unknown>> {
  const events = texts.map((text) => readEvent(receive(text), asWritten));
  const written = distinct(events.flatMap(namesIn));
  const groups = groupAliases(events.flatMap(evidenceIn), written, settings);
  const members = new Map<string, DatasetName[]>();
  for (const name of written) {
    const id = datasetId(canonicalDatasetName(name, settings));
    const group = datasetId(groups.get(id)!.canonical);
    members.set(group, [...(members.get(group) ?? []), name]);
  }
  return {
    groups: [...members.values()].map((names) => names.map(({ namespace, name }) => [namespace, name])),
  };
}

const namesIn = ({ datasets, stated }: EventReading): DatasetName[] => [
  ...datasets.flatMap(({ dataset, symlinks }) => [dataset, ...symlinks.map((link) => link.name)]),
  ...stated.lineage.flatMap(({ output, edges }) => [output, ...edges.map(({ input }) => input)]),
  ...[...stated.columnLineage.values()].flatMap((edges) => (edges ?? []).map(({ input }) => input)),
];

const evidenceIn = ({ envelope, datasets }: EventReading): AliasEvidence[] =>
  datasets.flatMap(({ dataset, symlinks }) =>
    symlinks.map(({ name, type }) => ({
      a: dataset,
      b: name,
      reason: type === 'LOCATION' ? ('location' as const) : ('symlink' as const),
      at: envelope.eventTime,
    })),
  );

const distinct = (names: readonly DatasetName[]): DatasetName[] => [
  ...new Map(names.map((name) => [datasetId(name), name])).values(),
];
