import type { EventObserved } from '@tributary/contracts';
import { asWritten, canonicalNaming, observeEvent } from '@tributary/openlineage';
import { Option, type Command } from 'commander';
import { answerLines } from '../analyze/answer-lines';
import { answerRequest, modes, type Mode } from '../analyze-event/answer-request';
import { describeEvent } from '../analyze-event/describe-event';
import { readEvents } from '../analyze-event/read-events';
import { receive } from '../analyze-event/receive';
import { CliError, exitCodes } from '../exit-codes';
import { print } from '../print/print';

interface AnalyzeEventOptions {
  readonly json?: boolean;
  readonly jsonl?: boolean;
  readonly mode: Mode;
  readonly resolve?: boolean;
}

/** `tributary analyze-event event.json`: what an OpenLineage event states, without a database or a service. */
export function addAnalyzeEventCommand(program: Command): void {
  program
    .command('analyze-event')
    .argument(
      '[file]',
      'OpenLineage events: a file with one, a JSON array or one a line, or a folder of such files; - or nothing is standard input',
      '-',
    )
    .description('what OpenLineage events state, without a database or a service')
    .option('--resolve', 'spell names as the graph does, not as the producer did')
    .option('--json', 'each event as it goes to the graph, in a JSON array')
    .option('--jsonl', 'answer requests, one JSON object a line from standard input, with one line each')
    .addOption(
      new Option('--mode <mode>', 'what the requests of --jsonl ask about').choices(modes).default('events'),
    )
    .addHelpText(
      'after',
      `
Exit codes: 0 every event was read · 2 wrong use, or the gateway would refuse every event · 3 it would refuse some, or a line was no request

Examples:
  tributary analyze-event event.json
  tributary analyze-event events/ --resolve
  curl -s localhost:9000/last-event | tributary analyze-event --json
  tributary analyze-event --jsonl --mode events < requests.jsonl`,
    )
    .action(analyzeEventCommand);
}

async function analyzeEventCommand(file: string, options: AnalyzeEventOptions): Promise<void> {
  if (options.jsonl === true) {
    const refused = await answerLines(process.stdin, process.stdout, (line) =>
      answerRequest(options.mode, line),
    );
    if (refused > 0) process.exitCode = exitCodes.partial;
    return;
  }
  const naming = options.resolve === true ? canonicalNaming() : asWritten;
  const observed: EventObserved[] = [];
  const refused: string[] = [];
  for (const { from, text } of readEvents(file)) {
    try {
      observed.push(observeEvent(receive(text), null, naming));
    } catch (error) {
      if (!(error instanceof CliError)) throw error;
      refused.push(`${from}: ${error.message}`);
    }
  }
  if (observed.length === 0 && refused.length > 0) throw new CliError(refused.join('\n'));
  for (const message of refused) process.stderr.write(`tributary: ${message}\n`);
  if (refused.length > 0) process.exitCode = exitCodes.partial;
  print(options.json === true ? asJson(observed) : asText(observed));
}

const asJson = (observed: readonly EventObserved[]): string =>
  JSON.stringify(
    observed.map(({ body: _body, ...rest }) => rest),
    null,
    2,
  );

const asText = (observed: readonly EventObserved[]): string =>
  observed.length === 0 ? 'No event was found.' : observed.map(describeEvent).join('\n\n');
