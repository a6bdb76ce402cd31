import { type ColumnEdge, type LineageResponse, lineageResponse } from '@tributary/contracts';
import type { Command } from 'commander';
import { askApi } from '../api-client';
import { type ApiCommandOptions, addApiOptions, clientOf } from '../api-options';
import { table } from '../print/table';
import { print } from '../print/print';
import { splitAddress } from '../split-address';

interface LineageOptions extends ApiCommandOptions {
  readonly direction: 'up' | 'down' | 'both';
  readonly depth: string;
  readonly kinds: 'direct' | 'indirect' | 'all';
}

/** `tributary lineage mart.daily_revenue#revenue_eur`: where a column's values come from, or go to. */
export function addLineageCommand(program: Command): void {
  addApiOptions(
    program
      .command('lineage')
      .argument('<dataset[#column]>', 'a name as people say it, or namespace/name')
      .description('where a column (or dataset) comes from, and where it goes')
      .option('-d, --direction <up|down|both>', 'which way to walk', 'up')
      .option('--depth <hops>', 'how far', '5')
      .option('--kinds <direct|indirect|all>', 'values only, deciders only, or both', 'direct'),
  )
    .addHelpText(
      'after',
      `
Examples:
  tributary lineage mart.daily_revenue#revenue_eur
  tributary lineage core.fct_orders --direction down --depth 2 --json`,
    )
    .action(async (address: string, options: LineageOptions) => {
      const answer = await askApi(
        clientOf(options),
        'v1/lineage',
        {
          ...splitAddress(address),
          direction: options.direction,
          depth: options.depth,
          kinds: options.kinds,
        },
        lineageResponse,
      );
      print(options.json ? JSON.stringify(answer, null, 2) : describe(answer));
    });
}

function describe(answer: LineageResponse): string {
  const names = new Map(answer.datasets.map((dataset) => [dataset.id, dataset.displayName]));
  const end = (at: ColumnEdge['from']): string => `${names.get(at.datasetId) ?? at.datasetId}.${at.column}`;
  if (answer.edges.length === 0) return 'No lineage is known for it in that direction.';
  const rows = answer.edges.map((edge) => [
    edge.hop,
    end(edge.from),
    '→',
    end(edge.to),
    edge.kinds.join(', ').toLowerCase(),
  ]);
  const cut = answer.truncated ? '\n… cut; ask for less depth, or use --json and its cursor.' : '';
  return table(['hop', 'from', '', 'to', 'how'], rows) + cut;
}
