import { awsJsonService } from '../http/aws-json-service';
import { FaultPlan } from '../http/fault-plan';
import { type ListenOptions, type Listening, listen } from '../http/listen';
import { withFaults } from '../http/with-faults';
import { type GlueData, readGlueData } from './glue-data';
import { glueOperations } from './glue-operations';

export interface StartGlueOptions extends ListenOptions {
  /** Folder with `glue.json`, as `seedSampleWarehouse` writes it; absent: `data`. */
  readonly dataDir?: string;
  readonly data?: GlueData;
  /** Account that owns the catalog. Default 123456789012. */
  readonly account?: string;
  /** Default 100, Glue's own. */
  readonly pageSize?: number;
}

export interface Glue extends Listening {
  readonly faults: FaultPlan;
}

/** The Glue Data Catalog's read side on loopback. */
export async function startGlue(options: StartGlueOptions = {}): Promise<Glue> {
  const { dataDir, account = '123456789012', pageSize = 100 } = options;
  const data =
    options.data ?? (dataDir === undefined ? { databases: [], tables: [] } : readGlueData(dataDir));
  const faults = new FaultPlan();
  const operations = withFaults(glueOperations({ data, account, pageSize }), faults);
  const listening = await listen(
    awsJsonService({ version: '1.1', targetPrefix: 'AWSGlue', operations }),
    options,
  );
  return { ...listening, faults };
}
