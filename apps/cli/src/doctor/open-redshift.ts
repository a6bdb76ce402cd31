import {
  type RedshiftTarget,
  type Row,
  type WarehouseStatement,
  redshiftClient,
  redshiftWarehouse,
} from '@tributary/warehouse';
import { type Finding, findingsOf } from './finding';
import type { Settings } from './settings';

const { fail } = findingsOf('redshift');

/** As the collector's own statements begin: it leaves out what does. */
export const OWN = '/* tributary-collector */';

/** The rows of a statement; in the first database unless another is named. */
export type Ask = (
  name: string,
  sql: string,
  more?: Partial<Pick<WarehouseStatement, 'database' | 'parameters' | 'prelude'>>,
) => Promise<readonly Row[]>;

export interface OpenedRedshift {
  readonly target: RedshiftTarget;
  readonly database: string;
  readonly ask: Ask;
  close(): void;
}

/** The warehouse that the variables name, or what is wrong with them. */
export function openRedshift(settings: Settings): OpenedRedshift | { readonly problem: Finding } {
  const target = targetOf(settings);
  if (target === null)
    return {
      problem: fail('target', 'one of REDSHIFT_CLUSTER and REDSHIFT_WORKGROUP must be set, and not both'),
    };
  const [database] = settings.REDSHIFT_DATABASES ?? [];
  if (database === undefined)
    return {
      problem: fail('target', 'REDSHIFT_DATABASES names no database', 'export REDSHIFT_DATABASES=dev'),
    };
  const client = redshiftClient({ region: settings.AWS_REGION ?? 'us-east-1' });
  let asked = 0;
  return {
    target,
    database,
    ask: async (name, sql, more = {}) => {
      const warehouse = redshiftWarehouse({
        client,
        target,
        sourceId: 'doctor',
        // The Data API gives the same answer to the same statement of one run: whoever waits for another has to ask anew.
        runId: `doctor-${Date.now()}-${(asked += 1)}`,
        timeoutMs: 60_000,
        retry: { attempts: 3 },
      });
      const rows: Row[] = [];
      for await (const row of warehouse.rows({ name, database, ...more, sql: `${OWN} ${sql}` }))
        rows.push(row);
      return rows;
    },
    close: () => client.destroy(),
  };
}

function targetOf(settings: Settings): RedshiftTarget | null {
  const {
    REDSHIFT_CLUSTER: cluster,
    REDSHIFT_WORKGROUP: workgroup,
    REDSHIFT_SECRET_ARN: secretArn,
    REDSHIFT_DB_USER: dbUser,
  } = settings;
  if (cluster !== undefined && workgroup !== undefined) return null;
  if (workgroup !== undefined)
    return secretArn === undefined
      ? { kind: 'workgroup-iam', workgroup }
      : { kind: 'workgroup-secret', workgroup, secretArn };
  if (cluster === undefined) return null;
  if (secretArn !== undefined) return { kind: 'cluster-secret', cluster, secretArn };
  return dbUser === undefined ? { kind: 'cluster-iam', cluster } : { kind: 'cluster-user', cluster, dbUser };
}
