import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';

/** What became of one line. */
export interface LineReply {
  readonly ok: boolean;
  readonly line: string;
}

/** Answers each line of the input with one line; gives how many lines were no requests. Empty lines are passed over. */
export async function answerLines(
  input: Readable,
  output: Writable,
  reply: (line: string) => LineReply,
): Promise<number> {
  let refused = 0;
  for await (const line of createInterface({ input, crlfDelay: Infinity })) {
    if (line.trim() === '') continue;
    const answer = reply(line);
    if (!answer.ok) refused += 1;
    if (!output.write(`${answer.line}\n`)) await once(output, 'drain');
  }
  return refused;
}
