import { randomUUID } from 'node:crypto';
import { AwsError } from '../http/aws-error';
import { arnOf, nameOfArn } from './arn';
import { Journal } from './journal';
import type { JournalRecord } from './journal-record';
import type { Delivery, Message } from './message';
import { Queue } from './queue';
import { replay } from './replay';

export interface BrokerOptions {
  /** Absent: nothing is kept. */
  readonly dataDir?: string | undefined;
  readonly fsync: boolean;
  readonly now: () => number;
  readonly compactAboveBytes?: number | undefined;
}

const COMPACT_ABOVE_BYTES = 64 * 1024 * 1024;

/** All queues, and the journal that lets them survive. */
export class Broker {
  readonly queues = new Map<string, Queue>();
  readonly now: () => number;
  readonly #journal: Journal | undefined;

  constructor(options: BrokerOptions) {
    this.now = options.now;
    if (options.dataDir === undefined) return;
    const journal = new Journal({
      dataDir: options.dataDir,
      fsync: options.fsync,
      snapshot: () => this.#snapshot(),
      compactAboveBytes: options.compactAboveBytes ?? COMPACT_ABOVE_BYTES,
    });
    replay(journal.read(), (...settings) => this.#make(...settings), this.now());
    journal.compact();
    this.#journal = journal;
  }

  /** The queue that a queue URL ends in. Throws what SQS answers when there is none. */
  queue(url: unknown): Queue {
    const name =
      String(url ?? '')
        .split('/')
        .pop() ?? '';
    const queue = this.queues.get(name);
    if (queue === undefined)
      throw new AwsError('com.amazonaws.sqs#QueueDoesNotExist', 'The specified queue does not exist.');
    return queue;
  }

  create(name: string, attributes: Record<string, string>, tags: Record<string, string>): void {
    this.keepSettings(this.#make(name, attributes, tags));
  }

  /** Writes changed attributes or tags down. */
  keepSettings(queue: Queue): void {
    this.#log(['queue', queue.name, queue.attributes, queue.tags]);
  }

  delete(queue: Queue): void {
    this.queues.delete(queue.name);
    this.#log(['queue-deleted', queue.name]);
  }

  purge(queue: Queue): void {
    queue.purge();
    this.#log(['purged', queue.name]);
  }

  add(queue: Queue, message: Message): void {
    this.#log(['sent', queue.name, message]);
    queue.add(message, this.now());
  }

  /** Sends a dead letter again, as a new message. */
  redrive(letter: Message, from: Queue, to: Queue): void {
    const now = this.now();
    this.add(to, {
      ...letter,
      id: randomUUID(),
      sentAt: now,
      availableAt: now,
      sequenceNumber: to.fifo ? to.nextSequenceNumber() : undefined,
      receiveCount: 0,
      firstReceivedAt: undefined,
      deadLetterSource: undefined,
    });
    from.drop(letter);
  }

  /** Lets time pass for every queue. */
  tick(): void {
    for (const queue of this.queues.values()) queue.tick(this.now());
  }

  /** Resolves when everything done so far is durable. */
  async commit(): Promise<void> {
    await this.#journal?.commit();
  }

  async close(): Promise<void> {
    await this.#journal?.close();
  }

  #log(record: JournalRecord): void {
    this.#journal?.append(record);
  }

  #make(name: string, attributes: Record<string, string>, tags: Record<string, string>): Queue {
    const queue = new Queue(name, attributes, tags, {
      delivered: (delivery) => this.#log(deliveredRecord(name, delivery)),
      hidden: ({ message, receipt, visibleAt }) =>
        this.#log(['hidden', name, message.id, receipt, visibleAt]),
      gone: (message) => this.#log(['gone', name, message.id]),
      exhausted: (message, deadLetterArn) => this.#bury(message, name, deadLetterArn),
    });
    this.queues.set(name, queue);
    return queue;
  }

  /** Into the dead-letter queue first, out of the source second: a crash between leaves it in both, not in neither. */
  #bury(message: Message, name: string, deadLetterArn: string): boolean {
    const target = this.queues.get(nameOfArn(deadLetterArn));
    if (target === undefined) return false;
    const sequenceNumber = target.fifo ? target.nextSequenceNumber() : undefined;
    this.add(target, { ...message, sequenceNumber, deadLetterSource: arnOf(name) });
    this.#log(['gone', name, message.id]);
    return true;
  }

  #snapshot(): JournalRecord[] {
    return [...this.queues.values()].flatMap((queue): JournalRecord[] => [
      ['queue', queue.name, queue.attributes, queue.tags],
      ...[...queue.messages.values()].map((message) => ['sent', queue.name, message] as const),
      ...[...queue.deliveries()].map((delivery) => deliveredRecord(queue.name, delivery)),
    ]);
  }
}

const deliveredRecord = (name: string, { message, receipt, visibleAt }: Delivery): JournalRecord => [
  'delivered',
  name,
  message.id,
  receipt,
  visibleAt,
  message.receiveCount,
  message.firstReceivedAt ?? 0,
];
