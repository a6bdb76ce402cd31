import type { IncomingMessage, Queue } from '../queue/queue';
import { withoutReason } from './dead-letter-attributes';
import { deadLetterOf } from './list-dead-letters';

export interface Replayed {
  readonly replayed: number;
  readonly left: number;
}

const LOOK_SECONDS = 60;

/** Sends dead letters (all, or those of one code) back to their queue; each is deleted only after the queue has it again. */
export async function replayDeadLetters(
  queue: Queue,
  { limit = 1_000, code }: { readonly limit?: number; readonly code?: string } = {},
): Promise<Replayed> {
  const letters = await queue.deadLetterQueue();
  if (letters === undefined) return { replayed: 0, left: 0 };
  const left: IncomingMessage[] = [];
  let replayed = 0;
  while (replayed < limit) {
    const max = Math.min(10, limit - replayed);
    const batch = await letters.receive({ max, waitSeconds: 1, visibilityTimeoutSeconds: LOOK_SECONDS });
    if (batch.length === 0) break;
    for (const letter of batch) {
      const wanted = code === undefined || deadLetterOf(letter).code === code;
      if (wanted && (await moveBack(letter, letters, queue))) replayed += 1;
      else left.push(letter);
    }
  }
  for (const letter of left) await letters.changeVisibility([letter.receipt], 0);
  return { replayed, left: left.length };
}

async function moveBack(letter: IncomingMessage, from: Queue, to: Queue): Promise<boolean> {
  const failures = await to.send([{ body: letter.body, attributes: withoutReason(letter.attributes) }]);
  if (failures.length > 0) return false;
  await from.remove([letter.receipt]);
  return true;
}
