import type { Command } from 'commander';
import type { ApiClientOptions } from './api-client';

export interface ApiCommandOptions {
  readonly url: string;
  readonly key?: string;
  readonly json?: boolean;
}

const DEFAULT_URL = 'http://127.0.0.1:8080';

/** The options of every command that asks lineage-api. */
export function addApiOptions(command: Command): Command {
  return command
    .option(
      '--url <url>',
      'address of lineage-api (TRIBUTARY_URL)',
      process.env['TRIBUTARY_URL'] ?? DEFAULT_URL,
    )
    .option('--key <key>', 'API key (TRIBUTARY_API_KEY)', process.env['TRIBUTARY_API_KEY'])
    .option('--json', 'the answer as JSON');
}

export const clientOf = (options: ApiCommandOptions): ApiClientOptions => ({
  url: options.url,
  key: options.key,
});
