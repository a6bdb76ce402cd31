import type { DatasetName, JobName } from '@tributary/contracts';
import { type JsonObject, isObject } from '../json/json-value';
import type { Findings } from './findings';

/** Longest namespace or name that we keep. */
const MAX_NAME = 6144;

/** `namespace` and `name` of a job; null when one is missing, which is refused. */
export function readJobName(value: unknown, found: Findings): JobName | null {
  return readName(value, 'job', found);
}

/** `namespace` and `name` of a dataset; null when one is missing, which is refused. */
export function readDatasetName(value: unknown, path: string, found: Findings): DatasetName | null {
  return readName(value, path, found);
}

/** Checks the names of a list of datasets; the list may be absent or null. */
export function checkDatasets(event: JsonObject, key: 'inputs' | 'outputs', found: Findings): void {
  const list = event[key];
  if (list === undefined) return;
  if (list === null) return found.warn('null-list', `${key} is null and was read as an empty list`);
  if (!Array.isArray(list)) return found.refuse('wrong-type', key, `${key} must be a list of datasets`);
  list.forEach((dataset: unknown, index) => {
    const path = `${key}[${index}]`;
    readDatasetName(dataset, path, found);
    checkFacets(dataset, path, found);
  });
}

/** Facets that are no object count as none. */
export function checkFacets(owner: unknown, path: string, found: Findings): void {
  if (!isObject(owner) || owner['facets'] === undefined || isObject(owner['facets'])) return;
  found.warn('facets-not-an-object', `${path}.facets is no object and was read as empty`);
}

function readName(value: unknown, path: string, found: Findings): JobName | null {
  if (!isObject(value)) {
    found.refuse('wrong-type', path, `${path} must be an object with namespace and name`);
    return null;
  }
  const namespace = readPart(value['namespace'], `${path}.namespace`, found);
  const name = readPart(value['name'], `${path}.name`, found);
  return namespace === null || name === null ? null : { namespace, name };
}

function readPart(value: unknown, path: string, found: Findings): string | null {
  if (typeof value === 'string' && value !== '' && value.length <= MAX_NAME) return value;
  if (value === undefined || value === null || value === '')
    found.refuse('missing', path, `${path} is missing or empty`);
  else if (typeof value !== 'string') found.refuse('wrong-type', path, `${path} must be a text`);
  else found.refuse('too-long', path, `${path} has more than ${MAX_NAME} characters`);
  return null;
}
