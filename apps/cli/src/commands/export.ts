import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { Option, type Command } from 'commander';
import { streamApi } from '../api-client';
import { type ApiCommandOptions, addApiOptions, clientOf } from '../api-options';
import { CliError, exitCodes } from '../exit-codes';

interface ExportOptions extends ApiCommandOptions {
  readonly format: string;
  readonly output?: string;
}

/** `tributary export > graph.jsonl`: the whole graph; at rest the same observations give the same bytes. */
export function addExportCommand(program: Command): void {
  addApiOptions(
    program
      .command('export')
      .description('the whole graph: datasets, columns, edges, evidence; at rest the same bytes every time')
      .addOption(
        new Option('--format <format>', 'JSON lines with everything, or the edges for another tool')
          .choices(['jsonl', 'csv', 'graphml', 'mermaid', 'openlineage'])
          .default('jsonl'),
      )
      .option('-o, --output <file>', 'a file instead of standard output'),
  )
    .addHelpText(
      'after',
      `
Examples:
  tributary export > graph.jsonl
  tributary export --format graphml -o graph.graphml`,
    )
    .action(async ({ format, output, ...options }: ExportOptions) => {
      const answer = await streamApi(clientOf(options), 'v1/export', { format });
      try {
        await pipeline(answer, output === undefined ? process.stdout : createWriteStream(output), {
          end: output !== undefined,
        });
      } catch (cause) {
        // `tributary export | head` has read all that it wanted.
        if ((cause as NodeJS.ErrnoException).code === 'EPIPE') return;
        throw new CliError(
          `The export ended early: ${cause instanceof Error ? cause.message : String(cause)}`,
          exitCodes.failure,
          { cause },
        );
      }
    });
}
