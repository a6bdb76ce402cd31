import { AwsError } from '../http/aws-error';
import type { NamedParameter } from './named-parameters';
import { Statement, type StatementTarget, isOver } from './statement';
import type { StatementRunner } from './statement-runner';
import type { ResultSet } from './run-on-postgres';

type Input = Readonly<Record<string, unknown>>;
type Operation = (input: Input) => Promise<object>;

export interface OperationOptions {
  readonly runner: StatementRunner;
  /** Rows per page of a result; the real service cuts pages by size. */
  readonly pageRows: number;
}

const epoch = (date: Date): number => date.getTime() / 1000;
const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
const seconds = (value: unknown): number =>
  typeof value === 'number' ? Math.min(30, Math.max(0, value)) : 0;
const invalid = (message: string) => new AwsError('ValidationException', message, 400);

/** The operations of the Redshift Data API that a reader of history needs, over statements that run for real. */
export function redshiftDataOperations({
  runner,
  pageRows,
}: OperationOptions): Readonly<Record<string, Operation>> {
  const statementOf = (input: Input): { statement: Statement; index: number | null } => {
    const [id = '', part] = (text(input['Id']) ?? '').split(':');
    const statement = runner.find(id);
    if (statement === null) throw new AwsError('ResourceNotFoundException', 'Query does not exist.', 400);
    return { statement, index: part === undefined ? null : Number(part) - 1 };
  };

  const submit = async (input: Input, sqls: readonly string[], isBatch: boolean): Promise<object> => {
    if (sqls.some((sql) => sql.trim() === '')) throw invalid('Sql must not be empty.');
    const statement = runner.submit({
      sqls,
      target: targetOf(input),
      parameters: (input['Parameters'] as NamedParameter[] | undefined) ?? [],
      name: text(input['StatementName']) ?? null,
      isBatch,
      clientToken: text(input['ClientToken']),
    });
    await statement.settled(seconds(input['WaitTimeSeconds']));
    const { database, clusterIdentifier, workgroupName, secretArn, dbUser } = statement.target;
    return {
      Id: statement.id,
      CreatedAt: epoch(statement.createdAt),
      Database: database,
      Status: statement.status,
      ...(clusterIdentifier && { ClusterIdentifier: clusterIdentifier }),
      ...(workgroupName && { WorkgroupName: workgroupName }),
      ...(secretArn && { SecretArn: secretArn }),
      ...(dbUser && { DbUser: dbUser }),
    };
  };

  return {
    ExecuteStatement: (input) => submit(input, [text(input['Sql']) ?? ''], false),

    BatchExecuteStatement: (input) => {
      const sqls = (input['Sqls'] as string[] | undefined) ?? [];
      if (sqls.length === 0 || sqls.length > 40) throw invalid('Sqls must have 1 to 40 statements.');
      return submit(input, sqls, true);
    },

    DescribeStatement: async (input) => {
      const { statement, index } = statementOf(input);
      await statement.settled(seconds(input['WaitTimeSeconds']));
      return describe(statement, index);
    },

    GetStatementResult: async (input) => {
      const { statement, index } = statementOf(input);
      await statement.settled(seconds(input['WaitTimeSeconds']));
      const result = statement.results[index ?? 0];
      if (statement.status !== 'FINISHED' || result === undefined || result === null)
        throw new AwsError(
          'ResourceNotFoundException',
          'Query does not have result. Please check query status with DescribeStatement.',
          400,
        );
      return page(result, text(input['NextToken']), pageRows);
    },

    CancelStatement: async (input) => {
      const { statement } = statementOf(input);
      if (!(await runner.cancel(statement)))
        throw invalid(`Could not cancel a query that is already in ${statement.status} state.`);
      return { Status: true };
    },

    ListStatements: async (input) => {
      const prefix = text(input['StatementName']) ?? '';
      const status = text(input['Status']) ?? 'ALL';
      const listed = runner
        .list()
        .filter((statement) => (statement.name ?? '').startsWith(prefix))
        .filter((statement) => status === 'ALL' || statement.status === status);
      return { Statements: listed.slice(0, 100).map((statement) => describe(statement, null)) };
    },
  };
}

function targetOf(input: Input): StatementTarget {
  const clusterIdentifier = text(input['ClusterIdentifier']);
  const workgroupName = text(input['WorkgroupName']);
  const database = text(input['Database']);
  if ((clusterIdentifier === undefined) === (workgroupName === undefined))
    throw invalid('Exactly one of ClusterIdentifier and WorkgroupName must be given.');
  if (database === undefined) throw invalid('Database must be given.');
  const secretArn = text(input['SecretArn']);
  const dbUser = text(input['DbUser']);
  return {
    database,
    ...(clusterIdentifier && { clusterIdentifier }),
    ...(workgroupName && { workgroupName }),
    ...(secretArn && { secretArn }),
    ...(dbUser && { dbUser }),
  };
}

function describe(statement: Statement, index: number | null): object {
  const result = statement.results[index ?? statement.results.length - 1] ?? null;
  return {
    Id: index === null ? statement.id : `${statement.id}:${index + 1}`,
    Status: statement.status,
    CreatedAt: epoch(statement.createdAt),
    UpdatedAt: epoch(statement.updatedAt),
    Duration: isOver(statement.status) ? statement.durationMs * 1_000_000 : -1,
    HasResultSet: result !== null,
    ResultRows: result === null ? -1 : result.rows.length,
    ResultSize: -1,
    QueryString: statement.sqls[index ?? 0],
    ...(statement.name !== null && { StatementName: statement.name }),
    ...(statement.error !== null && { Error: statement.error }),
    ...(statement.isBatch &&
      index === null && {
        SubStatements: statement.sqls.map((sql, at) => ({
          Id: `${statement.id}:${at + 1}`,
          QueryString: sql,
          Status: statement.status,
          HasResultSet: (statement.results[at] ?? null) !== null,
        })),
      }),
  };
}

function page(result: ResultSet, token: string | undefined, pageRows: number): object {
  const from = token === undefined || token === '' ? 0 : Number(token);
  if (!Number.isInteger(from) || from > result.rows.length) throw invalid('Invalid NextToken.');
  const to = from + pageRows;
  return {
    ColumnMetadata: result.columns.map(({ name, typeName }) => ({ name, label: name, typeName })),
    Records: result.rows.slice(from, to),
    TotalNumRows: result.rows.length,
    // The real service ends with an absent or an empty token; readers must take both for the end.
    NextToken: to < result.rows.length ? String(to) : '',
  };
}
