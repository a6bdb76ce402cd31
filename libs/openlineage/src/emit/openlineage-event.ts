/** What we send as OpenLineage carries this as its producer; an event that carries it when it comes in has gone in a circle. */
export const OWN_PRODUCER = 'urn:tributary:out';

const SPEC = 'https://openlineage.io/spec';

/** A facet of ours: `facet('1-1-0', 'SQLJobFacet', { query })`. */
export const facet = <T extends object>(
  version: string,
  name: string,
  content: T,
): T & { readonly _producer: string; readonly _schemaURL: string } => ({
  _producer: OWN_PRODUCER,
  _schemaURL: `${SPEC}/facets/${version}/${name}.json#/$defs/${name}`,
  ...content,
});

export interface EmittedDataset {
  readonly namespace: string;
  readonly name: string;
  readonly facets?: Readonly<Record<string, object>>;
}

interface Emitted {
  readonly eventTime: string;
  readonly producer: string;
  readonly schemaURL: string;
}

/** A statement that has run. */
export interface EmittedRunEvent extends Emitted {
  readonly eventType: 'COMPLETE';
  readonly run: { readonly runId: string; readonly facets: Readonly<Record<string, object>> };
  readonly job: {
    readonly namespace: string;
    readonly name: string;
    readonly facets: Readonly<Record<string, object>>;
  };
  readonly inputs: readonly EmittedDataset[];
  readonly outputs: readonly EmittedDataset[];
}

/** A table of a catalog. */
export interface EmittedDatasetEvent extends Emitted {
  readonly dataset: EmittedDataset;
}

export type EmittedEvent = EmittedRunEvent | EmittedDatasetEvent;

/** What every event says of itself. */
export const frameOf = (kind: 'RunEvent' | 'DatasetEvent', eventTime: string): Emitted => ({
  eventTime,
  producer: OWN_PRODUCER,
  schemaURL: `${SPEC}/2-0-2/OpenLineage.json#/$defs/${kind}`,
});
