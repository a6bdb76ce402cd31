import pino from 'pino';
import type { ProcessConfig } from './process-config';
import { prettyLine } from './pretty-line';

/** What code may do with a log: fields first, then a sentence. */
export type Logger = pino.Logger;

/** A logger to standard output, written at once so that the last line before an exit is never lost. */
export function createLogger(
  name: string,
  config: Pick<ProcessConfig, 'LOG_LEVEL' | 'LOG_FORMAT'>,
  write: (line: string) => void = (line) => void process.stdout.write(line),
): Logger {
  const pretty = config.LOG_FORMAT === 'pretty';
  return pino(
    {
      name,
      level: config.LOG_LEVEL,
      base: {},
      serializers: { err: pino.stdSerializers.errWithCause },
      formatters: { level: (level) => ({ level }) },
      timestamp: pino.stdTimeFunctions.isoTime,
    },
    { write: (line: string) => write(pretty ? prettyLine(line) : line) },
  );
}

/** A logger that says nothing. */
export const silentLogger: Logger = pino({ level: 'silent' });
