import { z } from 'zod';
import { envInteger, envPort, envText } from './env-fields';

/** The variables that every process of ours understands. */
export const processConfig = z.object({
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent'])
    .meta({ help: 'least severe log line that is written', example: 'info' })
    .default('info'),
  LOG_FORMAT: z
    .enum(['json', 'pretty'])
    .meta({ help: 'json: one object a line; pretty: for people', example: 'pretty' })
    .default('json'),
  HEALTH_PORT: envPort({
    help: 'serves /live, /ready and /metrics; unset: no server; 0: the system chooses',
    example: '9090',
  }).optional(),
  HEALTH_HOST: envText({ help: 'address the health server listens on', example: '0.0.0.0' }).default(
    '0.0.0.0',
  ),
  STARTUP_DEADLINE_SECONDS: envInteger({
    help: 'how long to wait for a queue, store or database at start',
    example: '60',
    min: 1,
  }).default(60),
  SHUTDOWN_DEADLINE_SECONDS: envInteger({
    help: 'how long work in hand may take to end after SIGTERM',
    example: '25',
    min: 1,
  }).default(25),
});
export type ProcessConfig = z.infer<typeof processConfig>;
