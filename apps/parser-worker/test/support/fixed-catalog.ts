import type { Catalog, ColumnsRequest } from '@tributary/catalog';

export interface FixedCatalog extends Catalog {
  /** How many questions were asked, however many datasets each was about. */
  readonly questions: readonly (readonly ColumnsRequest[])[];
}

/** A catalog that knows these columns at all times, by dataset name; `temp:` in front of a temp table's. */
export function fixedCatalog(columns: Readonly<Record<string, readonly string[]>> = {}): FixedCatalog {
  const questions: (readonly ColumnsRequest[])[] = [];
  return {
    questions,
    columns: async (requests) => {
      questions.push(requests);
      return requests.map(({ dataset }) => columns[`${dataset.temp ? 'temp:' : ''}${dataset.name}`] ?? null);
    },
    check: async () => undefined,
  };
}
