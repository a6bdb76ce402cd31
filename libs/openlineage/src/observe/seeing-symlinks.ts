import type { DatasetName } from '@tributary/contracts';
import { type JsonObject, listAt, memberOf, objectAt } from '../json/json-value';
import { type Naming, keyOf, readDataset } from './naming';

/**
 * Naming that spells a dataset's columns as all of its names have them: Spark writes `s3://lake` `orders` with a column `OrderId`, and says by symlink
 * that it is a Glue table, whose column is `orderid`. Two spellings would be two columns of the merged table.
 */
export function seeingSymlinks(event: JsonObject, naming: Naming): Naming {
  const others = new Map<string, DatasetName[]>();
  for (const value of [...listAt(event, 'inputs'), ...listAt(event, 'outputs'), memberOf(event, 'dataset')]) {
    const dataset = readDataset(value, naming);
    const facet = memberOf(objectAt(value, 'facets'), 'symlinks');
    if (dataset === null || memberOf(facet, '_deleted') === true) continue;
    const names = listAt(facet, 'identifiers').flatMap((identifier) => readDataset(identifier, naming) ?? []);
    others.set(keyOf(dataset), [...(others.get(keyOf(dataset)) ?? []), ...names]);
  }
  return {
    dataset: naming.dataset,
    column: (dataset, written) =>
      [dataset, ...(others.get(keyOf(dataset)) ?? [])].reduce(
        (column, name) => naming.column(name, column),
        written,
      ),
  };
}
