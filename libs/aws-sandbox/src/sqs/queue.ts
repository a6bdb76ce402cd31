import { AwsError } from '../http/aws-error';
import { Deduplication } from './deduplication';
import type { Delivery, Message } from './message';
import { messageIdOf, newReceipt } from './receipt';

export const defaultAttributes: Readonly<Record<string, string>> = {
  VisibilityTimeout: '30',
  DelaySeconds: '0',
  MaximumMessageSize: '1048576',
  MessageRetentionPeriod: '345600',
  ReceiveMessageWaitTimeSeconds: '0',
};

/** What a queue tells its owner, so that it can be journalled. */
export interface QueueEvents {
  readonly delivered: (delivery: Delivery) => void;
  readonly hidden: (delivery: Delivery) => void;
  readonly gone: (message: Message) => void;
  /** A message was received as often as the redrive policy allows; true when it has been moved away. */
  readonly exhausted: (message: Message, deadLetterArn: string) => boolean;
}

const RETENTION_CHECK_MS = 1_000;

/** One queue in memory: a message is delayed, ready, in flight, or gone. Time is milliseconds since the epoch, given by the caller. */
export class Queue {
  readonly messages = new Map<string, Message>();
  readonly deduplication = new Deduplication();
  readonly fifo: boolean;
  #ready: Message[] = [];
  readonly #delayed = new Map<string, Message>();
  readonly #inFlight = new Map<string, Delivery>();
  readonly #waiting = new Set<() => void>();
  #sequence = 0n;
  #nextRetentionCheck = 0;

  constructor(
    readonly name: string,
    public attributes: Record<string, string>,
    public tags: Record<string, string>,
    private readonly events: QueueEvents,
  ) {
    this.fifo = name.endsWith('.fifo');
  }

  number(attribute: string): number {
    return Number(this.attributes[attribute] ?? defaultAttributes[attribute] ?? 0);
  }

  counts(): { visible: number; inFlight: number; delayed: number } {
    const inFlight = this.#inFlight.size;
    const delayed = this.#delayed.size;
    return { visible: this.messages.size - inFlight - delayed, inFlight, delayed };
  }

  deliveries(): Iterable<Delivery> {
    return this.#inFlight.values();
  }

  /** Messages that a receive would find. */
  visible(): Message[] {
    return [...this.messages.values()].filter(({ id }) => !this.#inFlight.has(id) && !this.#delayed.has(id));
  }

  nextSequenceNumber(): string {
    return (this.#sequence + 1n).toString().padStart(20, '0');
  }

  add(message: Message, now: number): void {
    this.#admit(message);
    if (message.availableAt > now) {
      this.#delayed.set(message.id, message);
      return;
    }
    this.#ready.push(message);
    this.#wake();
  }

  /** Takes up a message that was in flight when an earlier life of this queue ended. */
  resume(delivery: Delivery): void {
    this.#admit(delivery.message);
    this.#inFlight.set(delivery.message.id, delivery);
  }

  /** Up to `most` messages, each hidden for `visibilitySeconds`; those received too often go to the dead-letter queue instead. */
  take(most: number, visibilitySeconds: number, now: number): Delivery[] {
    this.tick(now);
    const policy = this.redrivePolicy();
    const locked = this.#groupsInFlight();
    const taken: Delivery[] = [];
    const skipped: Message[] = [];
    while (taken.length < most) {
      const message = this.#ready.shift();
      if (message === undefined) break;
      if (!this.messages.has(message.id)) continue;
      if (message.groupId !== undefined && locked.has(message.groupId)) {
        skipped.push(message);
        continue;
      }
      if (policy !== undefined && message.receiveCount >= policy.maxReceiveCount) {
        if (this.events.exhausted(message, policy.deadLetterArn)) {
          this.messages.delete(message.id);
          continue;
        }
      }
      message.receiveCount += 1;
      message.firstReceivedAt ??= now;
      const delivery = {
        message,
        receipt: newReceipt(message.id),
        visibleAt: now + visibilitySeconds * 1000,
      };
      this.#inFlight.set(message.id, delivery);
      this.events.delivered(delivery);
      taken.push(delivery);
    }
    this.#ready.unshift(...skipped);
    return taken;
  }

  /** Deletes by receipt; a receipt of a message already gone is fine. Throws for text that is no receipt. */
  delete(receipt: unknown): void {
    const message = this.messages.get(messageIdOf(receipt));
    if (message === undefined) return;
    this.drop(message);
    if (this.fifo) this.#wake();
  }

  /** Removes a message, wherever it is. */
  drop(message: Message): void {
    this.#inFlight.delete(message.id);
    this.#delayed.delete(message.id);
    this.messages.delete(message.id);
    this.events.gone(message);
  }

  changeVisibility(receipt: unknown, seconds: number, now: number): void {
    const delivery = this.#inFlight.get(messageIdOf(receipt));
    if (delivery === undefined || delivery.receipt !== receipt) {
      throw new AwsError('com.amazonaws.sqs#MessageNotInflight', 'The specified message is not in flight.');
    }
    delivery.visibleAt = now + seconds * 1000;
    this.events.hidden(delivery);
    this.tick(now);
  }

  /** Calls back whenever something may be ready; gives the function that withdraws. */
  whenReady(callback: () => void): () => void {
    this.#waiting.add(callback);
    return () => this.#waiting.delete(callback);
  }

  purge(): void {
    this.messages.clear();
    this.#ready = [];
    this.#delayed.clear();
    this.#inFlight.clear();
  }

  /** Puts ready messages in random order, as a standard queue may. */
  shuffle(random: () => number): void {
    for (let last = this.#ready.length - 1; last > 0; last -= 1) {
      const other = Math.floor(random() * (last + 1));
      [this.#ready[last], this.#ready[other]] = [this.#ready[other]!, this.#ready[last]!];
    }
  }

  /** Moves on what time has moved: delays that ended, visibility that ran out, retention that is over. */
  tick(now: number): void {
    const risen: Message[] = [];
    for (const message of this.#delayed.values()) if (message.availableAt <= now) risen.push(message);
    for (const { message, visibleAt } of this.#inFlight.values()) if (visibleAt <= now) risen.push(message);
    for (const message of risen) {
      this.#delayed.delete(message.id);
      this.#inFlight.delete(message.id);
      this.#ready.push(message);
    }
    if (risen.length > 0 && this.fifo) this.#ready.sort(bySequence);
    if (now >= this.#nextRetentionCheck) this.#forgetExpired(now);
    if (risen.length > 0) this.#wake();
  }

  redrivePolicy(): { deadLetterArn: string; maxReceiveCount: number } | undefined {
    const text = this.attributes['RedrivePolicy'];
    if (!text) return undefined;
    const policy = JSON.parse(text) as { deadLetterTargetArn: string; maxReceiveCount: number | string };
    return { deadLetterArn: policy.deadLetterTargetArn, maxReceiveCount: Number(policy.maxReceiveCount) };
  }

  #admit(message: Message): void {
    this.messages.set(message.id, message);
    if (message.sequenceNumber !== undefined) this.#sequence = BigInt(message.sequenceNumber);
    if (this.fifo) this.deduplication.remember(message);
  }

  // Not in order of age: a dead-letter queue keeps the time at which a message was first sent.
  #forgetExpired(now: number): void {
    this.#nextRetentionCheck = now + RETENTION_CHECK_MS;
    this.deduplication.forget(now);
    const oldest = now - this.number('MessageRetentionPeriod') * 1000;
    for (const message of this.messages.values()) if (message.sentAt < oldest) this.drop(message);
  }

  /** FIFO: no message of a group is delivered while another of it is in flight. */
  #groupsInFlight(): ReadonlySet<string> {
    const groups = new Set<string>();
    if (!this.fifo) return groups;
    for (const { message } of this.#inFlight.values())
      if (message.groupId !== undefined) groups.add(message.groupId);
    return groups;
  }

  // A callback that takes the last message may withdraw others, or itself.
  #wake(): void {
    for (const callback of [...this.#waiting]) if (this.#waiting.has(callback)) callback();
  }
}

const bySequence = (a: Message, b: Message): number =>
  (a.sequenceNumber ?? '') < (b.sequenceNumber ?? '') ? -1 : 1;
