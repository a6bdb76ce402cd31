import { awsJsonService } from '../http/aws-json-service';
import { FaultPlan } from '../http/fault-plan';
import { type ListenOptions, type Listening, listen } from '../http/listen';
import { withFaults } from '../http/with-faults';
import { redshiftDataOperations } from './redshift-data-operations';
import { rememberStatement } from './remember-statement';
import { StatementRunner } from './statement-runner';

export interface RedshiftDataOptions extends ListenOptions {
  /** The Postgres that stands for the warehouse; a statement's `Database` is a database of that server. */
  readonly databaseUrl: string;
  /** Rows per page of a result. Default 1,000. */
  readonly pageRows?: number;
  /** How long a statement stays SUBMITTED and STARTED. Default: as long as it runs. */
  readonly delayMs?: number;
  readonly maxRowBytes?: number;
  readonly maxResultBytes?: number;
  readonly now?: () => Date;
}

export interface RedshiftData extends Listening {
  /** Troubles to come. */
  readonly faults: FaultPlan;
}

/**
 * The Redshift Data API on loopback. Statements run for real on Postgres, over tables shaped like Redshift's system views, and enter the
 * history like anybody's.
 */
export async function startRedshiftData(options: RedshiftDataOptions): Promise<RedshiftData> {
  const faults = new FaultPlan();
  const runner = new StatementRunner({
    ...options,
    faults,
    onFinished: (statement) => rememberStatement(options.databaseUrl, statement),
  });
  const operations = redshiftDataOperations({ runner, pageRows: options.pageRows ?? 1000 });
  const listening = await listen(
    awsJsonService({
      version: '1.1',
      targetPrefix: 'RedshiftData',
      operations: withFaults(operations, faults),
    }),
    options,
  );
  return {
    ...listening,
    faults,
    stop: async () => {
      await listening.stop();
      await runner.stop();
    },
  };
}
