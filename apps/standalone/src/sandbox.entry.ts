import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { startS3, startSqs } from '@tributary/aws-sandbox';
import { Command } from 'commander';

/** The sandbox's SQS and S3 as a process of their own, so that they can crash and come back on the same ports and data. */
async function main(): Promise<void> {
  const options = new Command('sandbox')
    .description(
      'SQS and S3 wire protocols on local disk; for standalone, compose and tests, never for production',
    )
    .requiredOption('--data-dir <folder>', 'where the journal and the objects lie')
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--public-host <name>', 'host name in queue addresses', '127.0.0.1')
    .option('--sqs-port <port>', 'port of SQS', Number, 9324)
    .option('--s3-port <port>', 'port of S3', Number, 9325)
    .parse()
    .opts<{ dataDir: string; host: string; publicHost: string; sqsPort: number; s3Port: number }>();

  mkdirSync(options.dataDir, { recursive: true });
  const sqs = await startSqs({
    dataDir: path.join(options.dataDir, 'sqs'),
    port: options.sqsPort,
    host: options.host,
    publicEndpoint: `http://${options.publicHost}:${options.sqsPort}`,
  });
  const s3 = await startS3({
    dataDir: path.join(options.dataDir, 's3'),
    port: options.s3Port,
    host: options.host,
  });
  process.stdout.write(`sqs ${sqs.endpoint} s3 ${s3.endpoint}\n`);

  const stop = (): void => {
    void Promise.all([sqs.stop(), s3.stop()]).then(() => process.exit(0));
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

void main();
