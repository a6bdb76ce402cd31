import { awsJsonService } from '../http/aws-json-service';
import { FaultPlan } from '../http/fault-plan';
import { type ListenOptions, type Listening, listen } from '../http/listen';
import { withFaults } from '../http/with-faults';
import { type AthenaData, readAthenaData } from './athena-data';
import { type AthenaOptions, athenaOperations } from './athena-operations';

export interface StartAthenaOptions extends ListenOptions, Omit<AthenaOptions, 'data'> {
  /** Folder with `athena.json`, as `seedSampleWarehouse` writes it; absent: `data`. */
  readonly dataDir?: string;
  readonly data?: AthenaData;
}

export interface Athena extends Listening {
  readonly faults: FaultPlan;
  /** What is answered from; changes show at once. */
  readonly data: AthenaData;
}

/** Athena's history on loopback: workgroups, executions, prepared statements. It runs no queries. */
export async function startAthena(options: StartAthenaOptions = {}): Promise<Athena> {
  const { dataDir } = options;
  const data = options.data ?? (dataDir === undefined ? emptyAthena() : readAthenaData(dataDir));
  const faults = new FaultPlan();
  const operations = withFaults(athenaOperations({ ...options, data }), faults);
  const listening = await listen(
    awsJsonService({ version: '1.1', targetPrefix: 'AmazonAthena', operations }),
    options,
  );
  return { ...listening, faults, data };
}

const emptyAthena = (): AthenaData => ({
  workgroups: [{ name: 'primary', enabled: true }],
  executions: [],
  prepared: [],
});
