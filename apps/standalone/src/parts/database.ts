import path from 'node:path';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@tributary/aws-sandbox';
import { appendFileSync } from 'node:fs';

/** Starts the embedded Postgres that holds the graph and, in databases of their own, the sample's warehouse. */
export async function startDatabase(dataDir: string, logs: string): Promise<EmbeddedPostgres> {
  const logFile = path.join(logs, 'postgres.log');
  return await startEmbeddedPostgres({
    dataDir: path.join(dataDir, 'postgres'),
    log: (line) => appendFileSync(logFile, `${line}\n`),
  });
}
