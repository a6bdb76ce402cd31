import {
  listStuck,
  openDatabase,
  planRebuild,
  rebuild,
  type Database,
  type RebuildPlan,
  type StuckThing,
} from '@tributary/graph-store';
import type { Command } from 'commander';
import { configuredDatabase } from '../configured-database';
import { CliError, exitCodes } from '../exit-codes';
import { print } from '../print/print';
import { table } from '../print/table';

interface RebuildCommandOptions {
  readonly dryRun?: boolean;
  readonly inPlace?: boolean;
  readonly json?: boolean;
}

/** `tributary rebuild`: projects the whole graph again out of what was observed. */
export function addRebuildCommand(program: Command): void {
  program
    .command('rebuild')
    .description(
      'project the whole graph again out of what was observed (DATABASE_URL or DATABASE_SECRET_ID)',
    )
    .option('--dry-run', 'only say what there is to do')
    .option('--in-place', 'do not empty the graph first: readers never see less of it, and it takes longer')
    .option('--json', 'the result as one JSON object')
    .addHelpText(
      'after',
      `
Observations are not touched. Writers may run: they go on storing, and their projectors help. Without --in-place the graph is
emptied first and fills up again: until this ends, what is not shown may still exist. Stopped half way it is finished by the
writers, or by another rebuild.

Ends with 0; with 3 when something could not be projected (it is listed, and tried again by the writers); with 1 when the
database failed.

Examples:
  tributary rebuild --dry-run
  tributary rebuild --in-place`,
    )
    .action(async (options: RebuildCommandOptions) => {
      const database = openDatabase(configuredDatabase(), {
        applicationName: 'tributary-rebuild',
      });
      try {
        await (options.dryRun ? describe(database, options) : run(database, options));
      } catch (error) {
        throw isMissingTable(error)
          ? new CliError('The database has no graph, or an older one: run `tributary migrate` first.')
          : error;
      } finally {
        await database.close();
      }
    });
}

async function describe(database: Database, { json }: RebuildCommandOptions): Promise<void> {
  const plan = await planRebuild(database);
  print(json ? JSON.stringify(plan) : sentences(plan));
}

const sentences = ({ names, events, executions, datasets, edges, waiting }: RebuildPlan): string =>
  [
    `To project: ${names} names, ${events} OpenLineage events, ${executions} executions.`,
    `The graph shows ${datasets} datasets and ${edges} edges${waiting === 0 ? '' : `; ${waiting} marks wait to be followed`}.`,
    'Nothing was changed.',
  ].join('\n');

async function run(database: Database, { inPlace = false, json }: RebuildCommandOptions): Promise<void> {
  const startedAt = performance.now();
  let marks = 0;
  await rebuild(database, {
    inPlace,
    onProgress: ({ done, left }) => {
      marks = done + left;
      if (!json) print(`${done} of ${marks}${marks === 0 ? '' : `, ${Math.floor((done / marks) * 100)} %`}`);
    },
  });
  const seconds = Math.round((performance.now() - startedAt) / 100) / 10;
  const { datasets, edges } = await planRebuild(database);
  const stuck = await listStuck(database);
  print(
    json
      ? JSON.stringify({ marks, seconds, datasets, edges, stuck })
      : [`Done in ${seconds} s: ${datasets} datasets, ${edges} edges.`, ...warnings(stuck)].join('\n\n'),
  );
  if (stuck.length > 0) process.exitCode = exitCodes.partial;
}

const warnings = (stuck: readonly StuckThing[]): string[] =>
  stuck.length === 0
    ? []
    : [
        'Could not be projected; the writers try again after a pause:',
        table(
          ['what', 'code', 'why'],
          stuck.map(({ kind, key, code, message, namespace, name }) => [
            name === null ? `${kind} ${key}` : `${namespace} ${name}`,
            code,
            message,
          ]),
        ),
      ];

/** https://www.postgresql.org/docs/current/errcodes-appendix.html: undefined_table, undefined_column */
const isMissingTable = (error: unknown): boolean =>
  typeof error === 'object' &&
  error !== null &&
  'code' in error &&
  (error.code === '42P01' || error.code === '42703');
