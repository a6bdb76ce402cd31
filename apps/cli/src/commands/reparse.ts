import {
  openDatabase,
  planReparse,
  reparse,
  UnclearDataset,
  type Database,
  type ReparseCount,
  type ReparseSelection,
} from '@tributary/graph-store';
import { ENGINE_VERSION } from '@tributary/sql-lineage';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { configuredDatabase } from '../configured-database';
import { CliError } from '../exit-codes';
import { print } from '../print/print';
import { table } from '../print/table';
import { openStatementPublisher } from '../statement-publisher';

interface ReparseCommandOptions {
  readonly outdated?: boolean;
  readonly engine?: readonly string[];
  readonly source?: string;
  readonly rung?: string;
  readonly dataset?: string;
  readonly all?: boolean;
  readonly limit?: number;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/** `tributary reparse`: has statements read again, after an upgrade of the engine. */
export function addReparseCommand(program: Command): void {
  program
    .command('reparse')
    .description(
      'have statements read again, after an upgrade (DATABASE_URL or DATABASE_SECRET_ID, QUERIES_QUEUE_URL)',
    )
    .option('--outdated', `those that another engine than this one (${ENGINE_VERSION}) has read`)
    .option('--engine <version...>', 'those that one of these engines has read')
    .option('--source <id>', 'those of one source, redshift:shop.eu-west-1')
    .addOption(
      new Option('--rung <rung>', 'those that were read this way').choices([
        'native',
        'node-sql-parser',
        'tables-only',
      ]),
    )
    .option('--dataset <name>', 'those that read or write a table, or asked for its columns')
    .option('--all', 'all of them')
    .option('--limit <n>', 'at most so many', wholeNumber)
    .option('--dry-run', 'only count them')
    .option('--json', 'the result as one JSON object')
    .addHelpText(
      'after',
      `
Several options narrow each other down. The statements go to [queries] as the writer itself sends back those whose schemas were learnt
late, and the parser workers read them with their engine: of two readings the newer engine's holds, so upgrade the workers first. Until
then the graph shows what it did. Stopped half way it can simply be run again. Read again by the same engine nothing changes.
SQL inside OpenLineage events is not read again.

Examples:
  tributary reparse --outdated --dry-run
  tributary reparse --rung tables-only --source redshift:shop.eu-west-1
  tributary reparse --dataset mart.daily_revenue`,
    )
    .action(async (options: ReparseCommandOptions) => {
      const selection = selectionOf(options);
      const database = openDatabase(configuredDatabase(), { applicationName: 'tributary-reparse' });
      try {
        const plan = await planReparse(database, selection);
        await (options.dryRun ? describe(plan, options) : send(database, selection, plan, options));
      } catch (error) {
        throw error instanceof UnclearDataset
          ? new CliError(error.message, undefined, { cause: error })
          : error;
      } finally {
        await database.close();
      }
    });
}

function selectionOf({
  outdated,
  engine,
  source,
  rung,
  dataset,
  all,
}: ReparseCommandOptions): ReparseSelection {
  const selection = {
    engines: engine,
    notEngine: outdated ? ENGINE_VERSION : undefined,
    source,
    rung,
    dataset,
  };
  if (all !== true && Object.values(selection).every((value) => value === undefined))
    throw new CliError('Say which statements: --outdated, --engine, --source, --rung, --dataset, or --all.');
  return selection;
}

const countOf = (plan: readonly ReparseCount[], limit = Number.POSITIVE_INFINITY): number =>
  Math.min(
    limit,
    plan.reduce((sum, { statements }) => sum + statements, 0),
  );

async function describe(
  plan: readonly ReparseCount[],
  { json, limit }: ReparseCommandOptions,
): Promise<void> {
  const statements = countOf(plan, limit);
  if (json) return print(JSON.stringify({ statements, by: plan }));
  if (statements === 0) return print('There is nothing to read again.');
  print(
    [
      table(
        ['engine', 'source', 'rung', 'statements'],
        plan.map(({ engine, source, rung, statements: count }) => [engine, source, rung, count]),
      ),
      `\n${statements} statements would be read again. Nothing was sent.`,
    ].join('\n'),
  );
}

async function send(
  database: Database,
  selection: ReparseSelection,
  plan: readonly ReparseCount[],
  { json, limit }: ReparseCommandOptions,
): Promise<void> {
  const total = countOf(plan, limit);
  const publisher = openStatementPublisher();
  try {
    const asked = await reparse(database, selection, (messages) => publisher.publish(messages), {
      limit,
      onProgress: (done) => {
        if (!json && done > 0)
          print(`${done} of ${total}, ${Math.min(100, Math.floor((done / total) * 100))} %`);
      },
    });
    print(json ? JSON.stringify({ statements: asked }) : `${asked} statements were sent to be read again.`);
  } finally {
    await publisher.close();
  }
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('It must be a whole number from 1.');
  return Number(text);
}
