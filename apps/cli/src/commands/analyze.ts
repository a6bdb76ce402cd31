import {
  analyzeJsonlRequest,
  analyzeScript,
  contractTemps,
  Session,
  splitStatements,
  toDialect,
  type AnalyzedStatement,
  type AnalyzeOptions,
} from '@tributary/sql-lineage';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { answerLines } from '../analyze/answer-lines';
import { asDot } from '../analyze/as-dot';
import { asJson } from '../analyze/as-json';
import { asMermaid } from '../analyze/as-mermaid';
import { columnEdges } from '../analyze/column-edges';
import { describeLineage } from '../analyze/describe-lineage';
import { readInput, readSchema } from '../analyze/read-schema';
import { exitCodes } from '../exit-codes';
import { print } from '../print/print';

type Format = 'table' | 'json' | 'mermaid' | 'dot';

interface AnalyzeCommandOptions {
  readonly dialect: AnalyzeOptions['dialect'];
  readonly schema?: string;
  readonly database?: string;
  readonly searchPath?: readonly string[];
  readonly format: Format;
  readonly json?: boolean;
  readonly jsonl?: boolean;
  readonly throughTemp?: boolean;
}

/** `tributary analyze etl.sql`: what SQL says about columns, without a database or a service. */
export function addAnalyzeCommand(program: Command): void {
  program
    .command('analyze')
    .argument(
      '[file]',
      'SQL: one statement or a script, read as one session; - or nothing is standard input',
      '-',
    )
    .description('column lineage of SQL, without a database or a service')
    .option(
      '--dialect <name>',
      'redshift, athena, or another: trino, spark, snowflake …',
      readDialect,
      'redshift',
    )
    .option(
      '--schema <file>',
      'what is known of tables: CREATE TABLE statements, or JSON {"table": ["column"]}',
    )
    .option('--database <name>', 'database of names that state none')
    .option('--search-path <schemas>', 'schemas searched for unqualified names, comma separated', commaList)
    .option('--through-temp', "read through the session's temp tables to what went into them")
    .addOption(
      new Option('--format <format>', 'how to show it')
        .choices(['table', 'json', 'mermaid', 'dot'])
        .default('table'),
    )
    .option('--json', 'short for --format json')
    .option('--jsonl', 'answer requests, one JSON object a line from standard input, with one line each')
    .addHelpText(
      'after',
      `
Exit codes: 0 every statement was read · 2 wrong use · 3 some statement gave tables only, or a line was no request

Examples:
  tributary analyze etl.sql --schema ddl.sql
  echo 'insert into t (a) select x + y from s' | tributary analyze
  tributary analyze etl.sql --dialect athena --format mermaid
  echo '{"id":1,"dialect":"redshift","sql":"select a from t"}' | tributary analyze --jsonl`,
    )
    .action(analyzeCommand);
}

async function analyzeCommand(file: string, options: AnalyzeCommandOptions): Promise<void> {
  if (options.jsonl === true) {
    const refused = await answerLines(process.stdin, process.stdout, analyzeJsonlRequest);
    if (refused > 0) process.exitCode = exitCodes.partial;
    return;
  }
  const script = readInput(file);
  const statements = throughTemps(analyzeInput(script, options), options);
  print(render(script, statements, options.json === true ? 'json' : options.format));
  if (statements.some(({ lineage }) => lineage.rung === 'tables-only')) process.exitCode = exitCodes.partial;
}

function analyzeInput(script: string, options: AnalyzeCommandOptions): readonly AnalyzedStatement[] {
  const context: AnalyzeOptions = {
    dialect: options.dialect,
    ...(options.database === undefined ? {} : { defaultDatabase: options.database }),
    ...(options.searchPath === undefined ? {} : { searchPath: options.searchPath }),
  };
  if (options.schema === undefined) return analyzeScript(script, context);
  const known = readSchema(options.schema, context);
  if (known.kind === 'columns') return analyzeScript(script, known.options);
  const session = new Session(context);
  for (const { text } of splitStatements(known.text, options.dialect)) session.analyze(text);
  return splitStatements(script, options.dialect).map((s) => ({ ...s, lineage: session.analyze(s.text) }));
}

function throughTemps(
  statements: readonly AnalyzedStatement[],
  { throughTemp }: AnalyzeCommandOptions,
): readonly AnalyzedStatement[] {
  if (throughTemp !== true) return statements;
  const contracted = contractTemps(statements.map(({ lineage }) => lineage));
  return statements.map((statement, at) => ({ ...statement, lineage: contracted[at]! }));
}

function render(script: string, statements: readonly AnalyzedStatement[], format: Format): string {
  const edges = () => statements.flatMap(({ lineage }) => columnEdges(lineage));
  switch (format) {
    case 'json':
      return asJson(statements);
    case 'mermaid':
      return asMermaid(edges());
    case 'dot':
      return asDot(edges());
    case 'table':
      return statements.length === 0
        ? 'No statement was found.'
        : statements.map((statement) => describeLineage(statement, script)).join('\n\n');
  }
}

function readDialect(name: string): AnalyzeOptions['dialect'] {
  const dialect = toDialect(name);
  if (dialect === undefined)
    throw new InvalidArgumentError(`unknown dialect; for example redshift, athena, spark, snowflake.`);
  return dialect;
}

const commaList = (text: string): string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
