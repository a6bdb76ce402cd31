import type { IncomingMessage, Queue } from '../queue/queue';

export interface DeadLetter {
  readonly messageId: string;
  /** A RejectCode, or `too-many-receives` when SQS moved the message by itself. */
  readonly code: string;
  readonly detail: string;
  readonly sentAt: Date;
  readonly bytes: number;
  /** Event or statement text: for the operator's eyes, not for logs. */
  readonly body: string;
}

export const deadLetterOf = (message: IncomingMessage): DeadLetter => ({
  messageId: message.messageId,
  code: message.attributes['code'] ?? 'too-many-receives',
  detail: message.attributes['detail'] ?? 'handling failed every time it was tried',
  sentAt: message.sentAt,
  bytes: Buffer.byteLength(message.body),
  body: message.body,
});

const LOOK_SECONDS = 30;

/** Looks at up to `limit` dead letters of a queue and leaves them where they are. */
export async function listDeadLetters(
  queue: Queue,
  { limit = 100 }: { readonly limit?: number } = {},
): Promise<readonly DeadLetter[]> {
  const letters = await queue.deadLetterQueue();
  if (letters === undefined) return [];
  const seen: IncomingMessage[] = [];
  try {
    while (seen.length < limit) {
      const max = Math.min(10, limit - seen.length);
      const more = await letters.receive({ max, waitSeconds: 1, visibilityTimeoutSeconds: LOOK_SECONDS });
      if (more.length === 0) break;
      seen.push(...more);
    }
  } finally {
    for (let at = 0; at < seen.length; at += 10) {
      const receipts = seen.slice(at, at + 10).map((message) => message.receipt);
      await letters.changeVisibility(receipts, 0);
    }
  }
  return seen.map(deadLetterOf);
}
