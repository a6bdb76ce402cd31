import type { Analysis } from '@tributary/contracts';

/** What flows into the output columns, a line each: `dev.mart.daily.day <- dev.sales.orders.order_date identity`. */
export function edgesOf({ columns, datasets }: Analysis): string[] {
  return columns.flatMap(({ dataset, column, sources }) =>
    sources.map((source) => {
      const from = `${datasets[source.dataset]!.name}.${source.column}`;
      return `${datasets[dataset]!.name}.${column} <- ${from} ${source.kinds.join('+').toLowerCase()}`;
    }),
  );
}
