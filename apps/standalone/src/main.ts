import path from 'node:path';
import { CommanderError } from 'commander';
import { configuredParts } from './configured-parts';
import { type StandaloneOptions, readOptions } from './options';
import { runStandalone } from './run-standalone';

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const complain = (line: string): void => void process.stderr.write(`${line}\n`);

async function main(): Promise<number> {
  let options: StandaloneOptions;
  try {
    options = readOptions(process.argv);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    throw error;
  }
  const read = configuredParts(process.env);
  if ('problems' in read) {
    read.problems.forEach(complain);
    return 2;
  }

  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (stopping.signal.aborted) process.exit(1);
      stopping.abort();
    });
  }
  // Whoever read what we say has gone (`npm start | head`). Unheard, the error would end us and leave the services running.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => stopping.abort());
  return await runStandalone(options, read.parts, {
    apps: path.resolve(__dirname, '../..'),
    say,
    stop: stopping.signal,
  });
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    complain(`✗ ${error instanceof Error ? error.message : String(error)}`);
    process.exit(1);
  },
);
