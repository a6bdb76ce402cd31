import type { DatasetName } from '@tributary/contracts';
import { compareInstants } from '../accumulate/in-order';
import { readEventTime } from '../envelope/event-time';
import { type JsonObject, isObject, listAt, memberOf, objectAt, textAt } from '../json/json-value';
import { parseJson } from '../json/parse-json';

/** Facets by name, each as its producer sent it. */
export type Facets = Readonly<Record<string, unknown>>;

/** What is said of one dataset, by the name that the events use. */
export interface DatasetFacets {
  readonly dataset: DatasetName;
  readonly facets: Facets;
  /** Of the dataset as what a run reads; null where no event reads it. */
  readonly inputFacets: Facets | null;
  /** Of the dataset as what a run writes. */
  readonly outputFacets: Facets | null;
}

/** The facets that hold after some events. */
export interface CurrentFacets {
  readonly run: Facets;
  readonly job: Facets;
  readonly datasets: readonly DatasetFacets[];
}

/**
 * The facets that the texts of events come to, whatever they are: a facet replaces the one of its name that an earlier event had, `_deleted` ends it, null says
 * nothing. Of events of one instant the last of the list decides. A text that is no event says nothing either.
 */
export function currentFacets(texts: readonly string[]): CurrentFacets {
  const run = new Map<string, unknown>();
  const job = new Map<string, unknown>();
  const datasets = new Map<string, Gathered>();
  for (const event of inOrder(texts)) {
    gather(objectAt(event, 'run'), 'facets', run);
    gather(objectAt(event, 'job'), 'facets', job);
    for (const value of listAt(event, 'inputs')) {
      const found = gatheredFor(value, datasets);
      if (found !== null) gather(value, 'inputFacets', (found.input ??= new Map()));
    }
    for (const value of listAt(event, 'outputs')) {
      const found = gatheredFor(value, datasets);
      if (found !== null) gather(value, 'outputFacets', (found.output ??= new Map()));
    }
    gatheredFor(memberOf(event, 'dataset'), datasets);
  }
  return {
    run: Object.fromEntries(run),
    job: Object.fromEntries(job),
    datasets: [...datasets.values()].map(({ dataset, facets, input, output }) => ({
      dataset,
      facets: Object.fromEntries(facets),
      inputFacets: input && Object.fromEntries(input),
      outputFacets: output && Object.fromEntries(output),
    })),
  };
}

interface Gathered {
  readonly dataset: DatasetName;
  readonly facets: Map<string, unknown>;
  input: Map<string, unknown> | null;
  output: Map<string, unknown> | null;
}

/** The dataset's place, after its own facets were gathered; null for what has no name. */
function gatheredFor(value: unknown, datasets: Map<string, Gathered>): Gathered | null {
  const namespace = textAt(value, 'namespace');
  const name = textAt(value, 'name');
  if (namespace === null || name === null) return null;
  const key = `${namespace}\n${name}`;
  const found = datasets.get(key) ?? {
    dataset: { namespace, name },
    facets: new Map(),
    input: null,
    output: null,
  };
  datasets.set(key, found);
  gather(value, 'facets', found.facets);
  return found;
}

function gather(owner: unknown, key: string, into: Map<string, unknown>): void {
  for (const [name, facet] of Object.entries(objectAt(owner, key))) {
    if (facet === null) continue;
    if (memberOf(facet, '_deleted') === true) into.delete(name);
    else into.set(name, facet);
  }
}

function inOrder(texts: readonly string[]): JsonObject[] {
  return texts
    .flatMap((text) => {
      const parsed = parseJson(text);
      if (!('value' in parsed) || !isObject(parsed.value)) return [];
      const at = readEventTime(textAt(parsed.value, 'eventTime') ?? '')?.instant ?? '';
      return [{ at, event: parsed.value }];
    })
    .sort((a, b) => compareInstants(a.at, b.at))
    .map(({ event }) => event);
}
