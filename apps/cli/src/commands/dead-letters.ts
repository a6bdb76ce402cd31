import { type QueueName, queueNames } from '@tributary/contracts';
import {
  type Queue,
  listDeadLetters,
  messagingConfig,
  openMessaging,
  queueConfig,
  replayDeadLetters,
} from '@tributary/messaging';
import { loadConfig } from '@tributary/service-kit';
import type { Command } from 'commander';
import { CliError } from '../exit-codes';
import { print } from '../print/print';
import { table } from '../print/table';

const variables = {
  queries: 'QUERIES_QUEUE_URL',
  events: 'EVENTS_QUEUE_URL',
  lineage: 'LINEAGE_QUEUE_URL',
} as const;

/** `tributary dlq list|replay <queue>`: what could not be handled, why, and once more. */
export function addDeadLetterCommands(program: Command): void {
  const dlq = program
    .command('dlq')
    .description('messages that could not be handled: look at them, send them again');
  dlq
    .command('list')
    .argument('<queue>', queueNames.join(', '))
    .option('--limit <n>', 'how many', '100')
    .option('--bodies', 'show the messages too: they hold SQL and event texts')
    .option('--json', 'one JSON object a line')
    .action(async (name: string, options: { limit: string; bodies?: boolean; json?: boolean }) => {
      const letters = await listDeadLetters(openQueue(name), { limit: Number(options.limit) });
      if (options.json)
        return letters.forEach((letter) =>
          print(JSON.stringify(options.bodies ? letter : { ...letter, body: undefined })),
        );
      if (letters.length === 0) return print(`No dead letters in ${name}.`);
      print(
        table(
          ['sent', 'code', 'bytes', 'why'],
          letters.map((letter) => [letter.sentAt.toISOString(), letter.code, letter.bytes, letter.detail]),
        ),
      );
      if (options.bodies) letters.forEach((letter) => print(`\n${letter.messageId}\n${letter.body}`));
    });
  dlq
    .command('replay')
    .argument('<queue>', queueNames.join(', '))
    .option('--code <code>', 'only those with this code')
    .option('--limit <n>', 'at most', '1000')
    .action(async (name: string, options: { code?: string; limit: string }) => {
      const { replayed, left } = await replayDeadLetters(openQueue(name), {
        limit: Number(options.limit),
        ...(options.code !== undefined && { code: options.code }),
      });
      print(`${replayed} sent again, ${left} left.`);
    });
}

function openQueue(name: string): Queue {
  const known = queueNames.find((queue): queue is QueueName => queue === name);
  if (known === undefined) throw new CliError(`There is no queue '${name}'; say ${queueNames.join(', ')}.`);
  const variable = variables[known];
  const config = loadConfig(
    messagingConfig.extend(queueConfig.pick({ [variable]: true } as { QUERIES_QUEUE_URL: true }).shape),
    process.env,
  );
  return openMessaging(config).queue(known, (config as Record<string, unknown>)[variable] as string);
}
