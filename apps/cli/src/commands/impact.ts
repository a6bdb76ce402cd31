import { type ImpactResponse, impactResponse } from '@tributary/contracts';
import type { Command } from 'commander';
import { askApi } from '../api-client';
import { type ApiCommandOptions, addApiOptions, clientOf } from '../api-options';
import { print } from '../print/print';
import { table } from '../print/table';
import { splitAddress } from '../split-address';

/** `tributary impact raw.orders#order_ts`: what breaks if this changes. */
export function addImpactCommand(program: Command): void {
  addApiOptions(
    program
      .command('impact')
      .argument('<dataset[#column]>', 'a name as people say it, or namespace/name')
      .description('what breaks if this column (or dataset) changes')
      .option('--depth <hops>', 'how far', '20'),
  )
    .addHelpText('after', '\nExample:\n  tributary impact raw.fx_rates#rate_to_eur')
    .action(async (address: string, options: ApiCommandOptions & { readonly depth: string }) => {
      const query = { ...splitAddress(address), depth: options.depth };
      const answer = await askApi(clientOf(options), 'v1/impact', query, impactResponse);
      print(options.json ? JSON.stringify(answer, null, 2) : describe(answer));
    });
}

function describe(answer: ImpactResponse): string {
  const { root, totals } = answer;
  const name = root.dataset.displayName + (root.column === null ? '' : `.${root.column}`);
  if (totals.datasets === 0) return `Nothing known depends on ${name}.`;
  const rows = answer.affected.flatMap((dataset) =>
    dataset.columns.map((column) => [
      column.hop,
      `${dataset.dataset.displayName}.${column.column}`,
      column.direct ? 'value' : 'influence',
      dataset.recentReads,
    ]),
  );
  const head = `${name}: ${totals.columns} columns of ${totals.datasets} datasets depend on it, up to ${totals.maxHop} hops away.`;
  const cut = answer.truncated ? '\n… cut; use --json and its cursor for the rest.' : '';
  return `${head}\n\n${table(['hop', 'column', 'by', 'reads'], rows)}${cut}`;
}
