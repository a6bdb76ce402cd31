import { Command, InvalidArgumentError } from 'commander';

export interface StandaloneOptions {
  /** Feed, wait until everything is at rest, print the summary, end. */
  readonly once: boolean;
  /** Forget what an earlier start kept. */
  readonly fresh: boolean;
  readonly dataDir: string;
  /** false: no sample warehouse; only what is configured or sent. */
  readonly sample: boolean;
  /** false: collectors do not run and no event is sent; the services wait for messages. */
  readonly feed: boolean;
  readonly uiPort: number | undefined;
  readonly gatewayPort: number | undefined;
  readonly everyMinutes: number;
  readonly parsers: number;
  readonly writers: number;
  /** How long to wait for the pipeline to come to rest before calling it lost. */
  readonly settleSeconds: number;
}

const wholeNumber =
  (least: number, most: number) =>
  (text: string): number => {
    const value = Number(text);
    if (!Number.isInteger(value) || value < least || value > most) {
      throw new InvalidArgumentError(`a whole number from ${least} to ${most}, please.`);
    }
    return value;
  };

/** Reads `npm start -- …`. Throws commander's error (exit 2 by the caller) on a wrong option. */
export function readOptions(argv: readonly string[]): StandaloneOptions {
  const command = new Command('npm start --')
    .description(
      'Runs every service of Tributary as one process tree on embedded parts, with a sample warehouse.',
    )
    .option(
      '--once',
      'feed, wait until all is at rest, print the summary (last line: one JSON object), end',
      false,
    )
    .option('--fresh', 'start over: forget what an earlier start kept', false)
    .option('--data-dir <folder>', 'where data and logs are kept', '.tributary')
    .option('--no-sample', 'without the sample warehouse')
    .option('--no-feed', 'start the services, but do not run collectors or send sample events')
    .option(
      '--ui-port <port>',
      'port of the UI and API (default: 8080, or a free one)',
      wholeNumber(1, 65_535),
    )
    .option(
      '--gateway-port <port>',
      'port of the OpenLineage gateway (default: 5000, or a free one)',
      wholeNumber(1, 65_535),
    )
    .option('--every-minutes <n>', 'how often the collectors run', wholeNumber(1, 1_440), 60)
    .option('--parsers <n>', 'parser workers', wholeNumber(1, 16), 1)
    .option('--writers <n>', 'lineage writers', wholeNumber(1, 16), 1)
    .option(
      '--settle-seconds <n>',
      'how long to wait for the pipeline to come to rest',
      wholeNumber(1, 86_400),
      300,
    )
    .addHelpText(
      'after',
      `
Parts become the real ones when their variables are set:
  DATABASE_URL                                            your Postgres instead of the embedded one
  QUERIES_QUEUE_URL, EVENTS_QUEUE_URL, LINEAGE_QUEUE_URL  your SQS queues (all three), with CLAIM_BUCKET for large messages
  REDSHIFT_WORKGROUP or REDSHIFT_CLUSTER                  your Redshift (and your Athena and Glue) instead of the sample warehouse

Exit codes: 0 done · 1 something was lost or failed, with the reason · 2 wrong options or configuration`,
    )
    .exitOverride();
  return command.parse([...argv]).opts<StandaloneOptions>();
}
