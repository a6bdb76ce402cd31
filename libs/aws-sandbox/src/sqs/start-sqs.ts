import { awsJsonService } from '../http/aws-json-service';
import { type ListenOptions, type Listening, listen } from '../http/listen';
import { ACCOUNT, Broker } from './broker';
import { type SqsFaults, noFaults } from './faults';
import { sqsOperations } from './sqs-operations';

export interface SqsOptions extends ListenOptions {
  /** Where the journal lies; absent: queues live as long as the process. */
  readonly dataDir?: string;
  /** false: survives a killed process but not a lost machine. Default true. */
  readonly fsync?: boolean;
  /** Name by which clients reach the server, for queue URLs; default the loopback address. */
  readonly publicEndpoint?: string;
  readonly faults?: SqsFaults;
}

export interface Sqs extends Listening {
  queueUrl(name: string): string;
}

const TICK_MS = 50;

/** An SQS-compatible server (AWS JSON 1.0) with a write-ahead log; loopback unless a host is given. Throws when the port is taken. */
export async function startSqs(options: SqsOptions = {}): Promise<Sqs> {
  const broker = new Broker({ dataDir: options.dataDir, fsync: options.fsync ?? true, now: Date.now });
  let base = '';
  const queueUrl = (name: string): string => `${base}/${ACCOUNT}/${name}`;
  const operations = sqsOperations(broker, queueUrl, options.faults ?? noFaults());

  const listening = await listen(
    awsJsonService({ version: '1.0', targetPrefix: 'AmazonSQS', operations }),
    options,
  );
  base = options.publicEndpoint ?? listening.endpoint;
  const clock = setInterval(() => broker.tick(), TICK_MS);
  return {
    ...listening,
    queueUrl,
    stop: async () => {
      clearInterval(clock);
      await listening.stop();
      await broker.close();
    },
  };
}
