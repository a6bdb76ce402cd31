import type { ImpactResponse } from '@tributary/contracts';

type Affected = ImpactResponse['affected'][number];

/** Several impact answers as one, nearest first; of a column that several reach, the shortest way counts. */
export function mergeImpacts(
  impacts: readonly ImpactResponse[],
): Pick<ImpactResponse, 'totals' | 'affected'> {
  const found = new Map<string, Affected>();
  for (const each of impacts.flatMap((impact) => impact.affected)) {
    const known = found.get(each.dataset.id);
    found.set(each.dataset.id, known === undefined ? each : merged(known, each));
  }
  const affected = [...found.values()].sort(
    (a, b) => a.hop - b.hop || compare(a.dataset.displayName, b.dataset.displayName),
  );
  return {
    affected,
    totals: {
      datasets: affected.length,
      columns: affected.reduce(
        (count, { columns }) => count + columns.filter(({ column }) => column !== '*').length,
        0,
      ),
      maxHop: affected.reduce((most, { columns }) => Math.max(most, ...columns.map(({ hop }) => hop)), 0),
    },
  };
}

function merged(a: Affected, b: Affected): Affected {
  const columns = new Map(a.columns.map((column) => [column.column, column]));
  for (const column of b.columns) {
    const known = columns.get(column.column);
    columns.set(
      column.column,
      known === undefined
        ? column
        : {
            column: column.column,
            hop: Math.min(known.hop, column.hop),
            direct: known.direct || column.direct,
            kinds: [...new Set([...known.kinds, ...column.kinds])],
          },
    );
  }
  return {
    ...a,
    hop: Math.min(a.hop, b.hop),
    columns: [...columns.values()].sort((x, y) => x.hop - y.hop || compare(x.column, y.column)),
  };
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
