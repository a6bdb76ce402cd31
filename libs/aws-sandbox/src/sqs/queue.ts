import { randomBytes } from 'node:crypto';
import { AwsError } from '../http/aws-error';
import type { Message } from './message';

export const defaultAttributes: Readonly<Record<string, string>> = {
  VisibilityTimeout: '30',
  DelaySeconds: '0',
  MaximumMessageSize: '1048576',
  MessageRetentionPeriod: '345600',
  ReceiveMessageWaitTimeSeconds: '0',
};

interface InFlight {
  readonly message: Message;
  readonly receipt: string;
  visibleAt: number;
}

/** What a queue tells its owner, so that it can be journalled. */
export interface QueueEvents {
  readonly received: (message: Message) => void;
  readonly gone: (message: Message) => void;
  /** A message was received as often as the redrive policy allows. */
  readonly exhausted: (message: Message, deadLetterArn: string) => void;
}

/** One queue in memory: messages are delayed, ready, in flight, or gone. Time is milliseconds since the epoch, given by the caller. */
export class Queue {
  readonly messages = new Map<string, Message>();
  readonly #ready: Message[] = [];
  readonly #delayed = new Map<string, { readonly message: Message; readonly readyAt: number }>();
  readonly #inFlight = new Map<string, InFlight>();
  readonly #waiting = new Set<() => void>();
  readonly #lockedGroups = new Set<string>();
  readonly #recentDeduplications = new Map<string, { readonly id: string; readonly until: number }>();
  #sequence = 0n;

  constructor(
    readonly name: string,
    public attributes: Record<string, string>,
    public tags: Record<string, string>,
    private readonly events: QueueEvents,
  ) {}

  get fifo(): boolean {
    return this.name.endsWith('.fifo');
  }

  number(attribute: string): number {
    return Number(this.attributes[attribute] ?? defaultAttributes[attribute] ?? 0);
  }

  counts(): { visible: number; inFlight: number; delayed: number } {
    const inFlight = this.#inFlight.size;
    const delayed = this.#delayed.size;
    return { visible: this.messages.size - inFlight - delayed, inFlight, delayed };
  }

  nextSequenceNumber(): string {
    this.#sequence += 1n;
    return this.#sequence.toString().padStart(20, '0');
  }

  /** FIFO: the id of the message that this one repeats within five minutes. */
  duplicateOf(deduplicationId: string, now: number): string | undefined {
    const known = this.#recentDeduplications.get(deduplicationId);
    return known !== undefined && known.until > now ? known.id : undefined;
  }

  rememberDeduplication(deduplicationId: string, id: string, now: number): void {
    this.#recentDeduplications.set(deduplicationId, { id, until: now + 300_000 });
  }

  add(message: Message, delaySeconds: number, now: number): void {
    this.messages.set(message.id, message);
    if (delaySeconds > 0) {
      this.#delayed.set(message.id, { message, readyAt: now + delaySeconds * 1000 });
      return;
    }
    this.#ready.push(message);
    this.#wake();
  }

  /** Up to `most` messages, each hidden for `visibilitySeconds`; those received too often go to the dead-letter queue instead. */
  take(most: number, visibilitySeconds: number, now: number): { message: Message; receipt: string }[] {
    this.tick(now);
    const policy = this.redrivePolicy();
    const taken: { message: Message; receipt: string }[] = [];
    const skipped: Message[] = [];
    while (taken.length < most) {
      const message = this.#ready.shift();
      if (message === undefined) break;
      if (this.messages.get(message.id) !== message) continue;
      if (this.fifo && message.groupId !== undefined && this.#lockedGroups.has(message.groupId)) {
        skipped.push(message);
        continue;
      }
      if (policy !== undefined && message.receiveCount >= policy.maxReceiveCount) {
        this.messages.delete(message.id);
        this.events.exhausted(message, policy.deadLetterArn);
        continue;
      }
      message.receiveCount += 1;
      message.firstReceivedAt ??= now;
      const receipt = `${message.id}#${randomBytes(9).toString('base64url')}`;
      this.#inFlight.set(message.id, { message, receipt, visibleAt: now + visibilitySeconds * 1000 });
      this.events.received(message);
      taken.push({ message, receipt });
    }
    if (this.fifo)
      for (const { message } of taken)
        if (message.groupId !== undefined) this.#lockedGroups.add(message.groupId);
    this.#ready.unshift(...skipped);
    return taken;
  }

  /** Deletes by receipt; a receipt of a message already gone is fine. Throws for text that is no receipt. */
  delete(receipt: string): void {
    const message = this.messages.get(messageIdOf(receipt));
    if (message === undefined) return;
    this.#leaveFlight(message);
    this.messages.delete(message.id);
    this.events.gone(message);
  }

  changeVisibility(receipt: string, seconds: number, now: number): void {
    const flight = this.#inFlight.get(messageIdOf(receipt));
    if (flight === undefined || flight.receipt !== receipt) {
      throw new AwsError('com.amazonaws.sqs#MessageNotInflight', 'The specified message is not in flight.');
    }
    flight.visibleAt = now + seconds * 1000;
    if (seconds === 0) this.tick(now);
  }

  /** Calls back once something may be ready; gives the function that withdraws. */
  whenReady(callback: () => void): () => void {
    this.#waiting.add(callback);
    return () => this.#waiting.delete(callback);
  }

  purge(): void {
    this.messages.clear();
    this.#ready.length = 0;
    this.#delayed.clear();
    this.#inFlight.clear();
    this.#lockedGroups.clear();
  }

  /** Moves on what time has moved: delays that ended, visibility that ran out, retention that is over. */
  tick(now: number): void {
    const before = this.#ready.length;
    for (const [id, { message, readyAt }] of this.#delayed) {
      if (readyAt > now) continue;
      this.#delayed.delete(id);
      this.#ready.push(message);
    }
    for (const { message, visibleAt } of [...this.#inFlight.values()]) {
      if (visibleAt > now) continue;
      this.#leaveFlight(message);
      if (this.fifo) this.#ready.unshift(message);
      else this.#ready.push(message);
    }
    // Messages are kept in the order sent, so the oldest come first.
    const oldest = now - this.number('MessageRetentionPeriod') * 1000;
    for (const message of this.messages.values()) {
      if (message.sentAt >= oldest) break;
      this.#leaveFlight(message);
      this.#delayed.delete(message.id);
      this.messages.delete(message.id);
      this.events.gone(message);
    }
    if (this.#ready.length > before) this.#wake();
  }

  redrivePolicy(): { deadLetterArn: string; maxReceiveCount: number } | undefined {
    const text = this.attributes['RedrivePolicy'];
    if (!text) return undefined;
    const policy = JSON.parse(text) as { deadLetterTargetArn: string; maxReceiveCount: number | string };
    return { deadLetterArn: policy.deadLetterTargetArn, maxReceiveCount: Number(policy.maxReceiveCount) };
  }

  #leaveFlight(message: Message): void {
    this.#inFlight.delete(message.id);
    if (message.groupId !== undefined) this.#lockedGroups.delete(message.groupId);
    if (this.fifo) this.#wake();
  }

  #wake(): void {
    for (const callback of [...this.#waiting]) callback();
  }
}

function messageIdOf(receipt: string): string {
  const at = receipt.indexOf('#');
  if (at <= 0)
    throw new AwsError(
      'com.amazonaws.sqs#ReceiptHandleIsInvalid',
      `The input receipt handle "${receipt}" is not a valid receipt handle.`,
    );
  return receipt.slice(0, at);
}
