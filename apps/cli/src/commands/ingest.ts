import { readFileSync, statSync } from 'node:fs';
import type { QueryObserved, Source } from '@tributary/contracts';
import { toDialect } from '@tributary/sql-lineage';
import type { Command } from 'commander';
import { CliError, exitCodes } from '../exit-codes';
import { observedStatements } from '../ingest/observed-statements';
import { readQueryLog } from '../ingest/read-query-log';
import { print } from '../print/print';
import { openStatementPublisher } from '../statement-publisher';

interface IngestOptions {
  readonly dialect: string;
  readonly source: string;
  readonly namespace?: string;
  readonly database?: string;
  readonly searchPath?: string;
  readonly dryRun?: boolean;
}

const STATEMENTS_PER_MESSAGE = 50;

/** `tributary ingest history.jsonl`: a query log exported by hand goes the way of the collectors' statements. */
export function addIngestCommand(program: Command): void {
  program
    .command('ingest')
    .argument('<file>', 'a query log: JSON lines, or CSV with a heading line')
    .description('send a query log exported by hand through the pipeline')
    .option('--dialect <name>', 'redshift, athena, or another that analyze knows', 'redshift')
    .option('--source <id>', 'what the log was exported from', 'file')
    .option('--namespace <namespace>', 'OpenLineage namespace of its tables (default: file://<source>)')
    .option('--database <name>', 'database of queries that name none')
    .option('--search-path <schemas>', 'schemas searched for unqualified names, comma separated', 'public')
    .option('--dry-run', 'read and count, send nothing')
    .addHelpText(
      'after',
      `
The SQL is expected in a column called sql, query, query_text or querytxt; id, database, user, session, start and end time, status and
search_path are taken under their usual names. Credentials in the SQL are removed before anything is sent.
Needs QUERIES_QUEUE_URL, AWS_REGION (and CLAIM_BUCKET for very long statements). Reading a file again adds nothing.

Examples:
  tributary ingest history.csv --source redshift:shop --namespace redshift://shop.eu-west-1:5439 --database shop
  tributary ingest history.jsonl --dry-run`,
    )
    .action(ingest);
}

async function ingest(file: string, options: IngestOptions): Promise<void> {
  const dialect = toDialect(options.dialect);
  if (dialect === undefined)
    throw new CliError(`Unknown dialect '${options.dialect}'; for example --dialect redshift`);
  const log = readQueryLog(readText(file));
  const statements = log.queries.flatMap((query) =>
    observedStatements(query, {
      dialect,
      database: options.database ?? null,
      searchPath: (options.searchPath ?? '')
        .split(',')
        .map((part) => part.trim())
        .filter(Boolean),
      timeOfFile: statSync(file).mtime,
    }),
  );
  for (const problem of log.problems) process.stderr.write(`${file} ${problem}\n`);

  if (options.dryRun !== true && statements.length > 0) {
    const source: Source = {
      kind: 'file',
      id: options.source,
      namespace: options.namespace ?? `file://${options.source}`,
    };
    await publish(source, statements);
  }
  const sent = options.dryRun === true ? 'would be sent' : 'sent';
  print(
    `${log.queries.length} queries read, ${statements.length} statements ${sent}, ${log.problems.length} lines skipped`,
  );
  if (log.problems.length > 0) process.exitCode = exitCodes.partial;
}

async function publish(source: Source, statements: QueryObserved['statements']): Promise<void> {
  const publisher = openStatementPublisher();
  for (let at = 0; at < statements.length; at += STATEMENTS_PER_MESSAGE) {
    const part = statements.slice(at, at + STATEMENTS_PER_MESSAGE);
    await publisher.publish(
      [{ type: 'query-observed', version: 1, source, runId: 'import', statements: part }],
      { groupId: source.id },
    );
  }
  await publisher.close();
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new CliError(
      `${file} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`,
      undefined,
      { cause },
    );
  }
}
