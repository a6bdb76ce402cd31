import { availableParallelism } from 'node:os';
import { databaseConfig, refuseNoDatabase } from '@tributary/graph-store';
import { messagingConfig, queueConfig } from '@tributary/messaging';
import { envInteger } from '@tributary/service-kit';

const fields = messagingConfig
  .extend(queueConfig.shape)
  .extend(databaseConfig.shape)
  .extend({
    PARSER_THREADS: envInteger({
      help: 'threads that read SQL; unset: one per processor',
      example: '4',
      min: 1,
      max: 64,
    }).default(availableParallelism()),
    PARSE_TIMEOUT_SECONDS: envInteger({
      help: 'backstop: a statement that takes longer is given up; the step budget ends long before',
      example: '60',
      min: 1,
    }).default(60),
    PARSER_THREAD_MEMORY_MB: envInteger({
      help: 'memory that one thread may use before it is replaced',
      example: '1024',
      min: 64,
    }).default(1_024),
    VISIBILITY_TIMEOUT_SECONDS: envInteger({
      help: 'how long a message stays hidden before its first heartbeat is due',
      example: '60',
      min: 10,
    }).default(60),
  });

/** The worker's variables; `--help` prints them. */
export const parserWorkerConfig = fields.superRefine(refuseNoDatabase, { when: () => true });
