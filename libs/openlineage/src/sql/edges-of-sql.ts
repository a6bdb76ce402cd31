import type { Analysis, DatasetName, EventEdge } from '@tributary/contracts';

/** What our own reading of an event's statements says, as edges; temporary tables are not seen from outside of it. */
export function edgesOfSql(
  statements: readonly Pick<Analysis, 'datasets' | 'columns' | 'influences'>[],
): EventEdge[] {
  return statements.flatMap(({ datasets, columns, influences }) => {
    const permanent = (...indexes: number[]): boolean => indexes.every((index) => !datasets[index]!.temp);
    const nameOf = (index: number): DatasetName => {
      const { namespace, name } = datasets[index]!;
      return { namespace, name };
    };
    const flows = columns.flatMap(({ dataset, column, sources, expression }) =>
      sources
        .filter((source) => permanent(source.dataset, dataset))
        .map((source) => ({
          input: nameOf(source.dataset),
          inputColumn: orNull(source.column),
          output: nameOf(dataset),
          outputColumn: orNull(column),
          kinds: source.kinds,
          masking: source.masking,
          description: expression?.text ?? null,
        })),
    );
    const deciding = influences
      .filter(({ dataset, source }) => permanent(source.dataset, dataset))
      .flatMap(({ dataset, columns: into, source }) =>
        (into ?? [null]).map((column) => ({
          input: nameOf(source.dataset),
          inputColumn: orNull(source.column),
          output: nameOf(dataset),
          outputColumn: column,
          kinds: source.kinds,
          masking: source.masking,
          description: null,
        })),
      );
    return [...flows, ...deciding].map((edge) => ({ carrier: 'sql' as const, ...edge }));
  });
}

/** `*` is the whole dataset. */
const orNull = (column: string): string | null => (column === '*' ? null : column);
