import type { DatasetName } from '@tributary/contracts';
import { type NamingSettings, canonicalDatasetName, datasetKind } from '@tributary/identity';
import { textAt } from '../json/json-value';

/** How names of an event become names of the graph. */
export interface Naming {
  dataset(written: DatasetName): DatasetName;
  column(dataset: DatasetName, written: string): string;
}

/** As the producer wrote them: to show what an event says. */
export const asWritten: Naming = { dataset: (name) => name, column: (_dataset, column) => column };

const FOLDING: readonly string[] = ['redshift-table', 'glue-table', 'athena-table'];

/** One spelling per table, the one our collectors use. Redshift, Glue and Athena fold columns to lower case, whatever a producer kept. */
export const canonicalNaming = (settings: NamingSettings = {}): Naming => ({
  dataset: (written) => canonicalDatasetName(written, settings),
  column: (dataset, column) => (FOLDING.includes(datasetKind(dataset)) ? column.toLowerCase() : column),
});

/** The dataset that `namespace` and `name` of an object point at; null when one is missing. */
export function readDataset(value: unknown, naming: Naming): DatasetName | null {
  const namespace = textAt(value, 'namespace');
  const name = textAt(value, 'name');
  if (namespace === null || name === null || namespace.length > MOST || name.length > MOST) return null;
  return naming.dataset({ namespace, name });
}

/** Longest namespace or name that a message holds. */
const MOST = 6144;

/** One text per dataset, for maps. */
export const keyOf = ({ namespace, name }: DatasetName): string => `${namespace}\n${name}`;
