import { asWritten, canonicalNaming, observeEvent, splitJsonArray } from '@tributary/openlineage';
import { Option, type Command } from 'commander';
import { answerLines } from '../analyze/answer-lines';
import { readInput } from '../analyze/read-schema';
import { answerRequest, modes, type Mode } from '../analyze-event/answer-request';
import { describeEvent } from '../analyze-event/describe-event';
import { receive } from '../analyze-event/receive';
import { exitCodes } from '../exit-codes';
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
    .argument('[file]', 'an OpenLineage event, or a JSON array of them; - or nothing is standard input', '-')
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
Exit codes: 0 every event was read · 2 an event that the gateway would refuse, or wrong use · 3 a line was no request

Examples:
  tributary analyze-event event.json
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
  const text = readInput(file);
  const naming = options.resolve === true ? canonicalNaming() : asWritten;
  const observed = (splitJsonArray(text) ?? [text]).map((each) => observeEvent(receive(each), null, naming));
  if (options.json === true)
    print(
      JSON.stringify(
        observed.map(({ body: _body, ...rest }) => rest),
        null,
        2,
      ),
    );
  else print(observed.length === 0 ? 'No event was found.' : observed.map(describeEvent).join('\n\n'));
}
