import type { Analysis, DatasetName, EventEdge } from '@tributary/contracts';
import { keyOf } from '../observe/naming';
import { throughTemps } from './through-temps';

type Read = Pick<Analysis, 'datasets' | 'outputs' | 'columns' | 'influences'>;

/** What our own reading of an event's statements, in order, says as edges; temporary tables are seen through. */
export function edgesOfSql(statements: readonly Read[]): EventEdge[] {
  const temps = new Set(
    statements.flatMap(({ datasets }) => datasets.filter(({ temp }) => temp).map((temp) => keyOf(temp))),
  );
  return throughTemps(
    statements.map((statement) => ({
      edges: edgesOf(statement),
      emptied: statement.outputs
        .filter(({ effect }) => effect !== 'append')
        .map(({ dataset }) => keyOf(statement.datasets[dataset]!)),
    })),
    (dataset) => temps.has(keyOf(dataset)),
  );
}

function edgesOf({ datasets, columns, influences }: Read): EventEdge[] {
  const nameOf = (index: number): DatasetName => {
    const { namespace, name } = datasets[index]!;
    return { namespace, name };
  };
  const flows = columns.flatMap(({ dataset, column, sources, expression }) =>
    sources.map((source) => ({
      input: nameOf(source.dataset),
      inputColumn: orNull(source.column),
      output: nameOf(dataset),
      outputColumn: orNull(column),
      kinds: source.kinds,
      masking: source.masking,
      description: expression?.text ?? null,
    })),
  );
  const deciding = influences.flatMap(({ dataset, columns: into, source }) =>
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
}

/** `*` is the whole dataset. */
const orNull = (column: string): string | null => (column === '*' ? null : column);
