import { awsJsonService } from '../http/aws-json-service';
import { type ListenOptions, type Listening, listen } from '../http/listen';
import { ACCOUNT } from './arn';
import { Broker } from './broker';
import { type SqsFaults, noFaults } from './faults';
import { sqsOperations } from './sqs-operations';

export interface SqsOptions extends ListenOptions {
  /** Where the journal lies; absent: queues live as long as the process. */
  readonly dataDir?: string | undefined;
  /** false: survives a killed process but not a lost machine. Default true. */
  readonly fsync?: boolean | undefined;
  /** Name by which clients reach the server, for queue URLs; default the loopback address. */
  readonly publicEndpoint?: string | undefined;
  readonly faults?: SqsFaults | undefined;
  /** Milliseconds since the epoch; what it passes, the queues see within 50 ms. */
  readonly now?: (() => number) | undefined;
  /** Drives `faults.shuffle`. */
  readonly random?: (() => number) | undefined;
  /** Length at which the journal is first rewritten. Default 64 MiB. */
  readonly compactAboveBytes?: number | undefined;
}

export interface Sqs extends Listening {
  queueUrl(name: string): string;
}

const TICK_MS = 50;

/** Codes that had another name in the query protocol; SDKs show it as `error.Code`. */
const queryErrorCodes = {
  QueueDoesNotExist: 'AWS.SimpleQueueService.NonExistentQueue',
  QueueNameExists: 'QueueAlreadyExists',
};

/** An SQS-compatible server (AWS JSON 1.0) with a write-ahead log; loopback unless a host is given. Throws when the port is taken. */
export async function startSqs(options: SqsOptions = {}): Promise<Sqs> {
  const { dataDir, fsync = true, now = Date.now, compactAboveBytes } = options;
  const broker = new Broker({ dataDir, fsync, now, compactAboveBytes });
  let base = '';
  const urlOf = (name: string): string => `${base}/${ACCOUNT}/${name}`;
  const operations = sqsOperations({
    broker,
    urlOf,
    faults: options.faults ?? noFaults(),
    random: options.random ?? Math.random,
  });

  const listening = await listen(
    awsJsonService({ version: '1.0', targetPrefix: 'AmazonSQS', operations, queryErrorCodes }),
    options,
  );
  base = options.publicEndpoint ?? listening.endpoint;
  const clock = setInterval(() => broker.tick(), TICK_MS);
  return {
    ...listening,
    queueUrl: urlOf,
    stop: async () => {
      clearInterval(clock);
      await listening.stop();
      await broker.close();
    },
  };
}
