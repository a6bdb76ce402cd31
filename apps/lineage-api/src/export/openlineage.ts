import { directKinds } from '@tributary/contracts';
import type { ExportFormat, ExportedEdge } from './export-format';

interface InputField {
  readonly namespace: string;
  readonly name: string;
  readonly field: string;
  readonly transformations: readonly { type: string; subtype?: string; masking: boolean }[];
}

interface Output {
  readonly namespace: string;
  readonly name: string;
  since: string;
  readonly fields: Map<string, InputField[]>;
  readonly whole: InputField[];
}

const PRODUCER = 'urn:tributary:export';
const SPEC = 'https://openlineage.io/spec';

/**
 * One OpenLineage dataset event a line for every dataset that something flows into, with its column lineage as it holds now; the event's
 * time is when its newest edge began. Edges come in the order of their ids, so the graph is held in memory until the last has come.
 */
export function openlineage(): ExportFormat {
  const outputs = new Map<string, Output>();
  return {
    contentType: 'application/x-ndjson; charset=utf-8',
    head: '',
    edge: (edge) => {
      collect(outputs, edge);
      return '';
    },
    foot: () =>
      [...outputs]
        .sort(byKey)
        .map(([, output]) => `${JSON.stringify(eventOf(output))}\n`)
        .join(''),
  };
}

const byKey = ([a]: [string, unknown], [b]: [string, unknown]): number => (a < b ? -1 : 1);

function collect(outputs: Map<string, Output>, { from, to, kinds, masking, validFrom }: ExportedEdge): void {
  const key = `${to.namespace}\n${to.name}`;
  const output = outputs.get(key) ?? {
    namespace: to.namespace,
    name: to.name,
    since: validFrom,
    fields: new Map<string, InputField[]>(),
    whole: [],
  };
  outputs.set(key, output);
  if (validFrom > output.since) output.since = validFrom;
  const input: InputField = {
    namespace: from.namespace,
    name: from.name,
    field: from.column,
    transformations: kinds.map((kind) => ({
      type: (directKinds as readonly string[]).includes(kind) ? 'DIRECT' : 'INDIRECT',
      ...(kind !== 'UNSPECIFIED' && { subtype: kind }),
      masking,
    })),
  };
  if (to.column === '*') output.whole.push(input);
  else output.fields.set(to.column, [...(output.fields.get(to.column) ?? []), input]);
}

function eventOf({ namespace, name, since, fields, whole }: Output): unknown {
  return {
    eventTime: `${since.replace(/Z$/, '')}Z`,
    producer: PRODUCER,
    schemaURL: `${SPEC}/2-0-2/OpenLineage.json#/$defs/DatasetEvent`,
    dataset: {
      namespace,
      name,
      facets: {
        columnLineage: {
          _producer: PRODUCER,
          _schemaURL: `${SPEC}/facets/1-2-0/ColumnLineageDatasetFacet.json#/$defs/ColumnLineageDatasetFacet`,
          fields: Object.fromEntries(
            [...fields].sort(byKey).map(([field, inputFields]) => [field, { inputFields }]),
          ),
          ...(whole.length > 0 && { dataset: whole }),
        },
      },
    },
  };
}
