import { AwsError } from '../http/aws-error';
import { Journal, type JournalRecord } from './journal';
import type { Message } from './message';
import { Queue } from './queue';

export const ACCOUNT = '000000000000';
export const REGION = 'eu-west-1';

export const arnOf = (name: string): string => `arn:aws:sqs:${REGION}:${ACCOUNT}:${name}`;
export const nameOfArn = (arn: string): string => arn.slice(arn.lastIndexOf(':') + 1);

export interface BrokerOptions {
  /** Absent: nothing is kept. */
  readonly dataDir?: string | undefined;
  readonly fsync: boolean;
  readonly now: () => number;
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
    const { dataDir, fsync } = options;
    const journal = new Journal({
      dataDir,
      fsync,
      snapshot: () => this.#snapshot(),
      compactAboveBytes: COMPACT_ABOVE_BYTES,
    });
    for (const record of journal.read()) this.#replay(record);
    journal.open();
    this.#journal = journal;
  }

  create(name: string, attributes: Record<string, string>, tags: Record<string, string>): Queue {
    const queue = this.#make(name, attributes, tags);
    this.#log(['queue', name, attributes, tags]);
    return queue;
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

  add(queue: Queue, message: Message, delaySeconds: number): void {
    this.#log(['sent', queue.name, message]);
    queue.add(message, delaySeconds, this.now());
  }

  /** Moves messages from a dead-letter queue to `destination`, or each to where it came from; gives how many moved. */
  move(source: Queue, destination: Queue | undefined): number {
    let moved = 0;
    for (const message of [...source.messages.values()]) {
      const target = destination ?? this.queues.get(nameOfArn(message.deadLetterSource ?? ''));
      if (target === undefined) continue;
      source.messages.delete(message.id);
      this.#log(['gone', source.name, message.id]);
      this.add(
        target,
        { ...message, receiveCount: 0, firstReceivedAt: undefined, deadLetterSource: undefined },
        0,
      );
      moved += 1;
    }
    return moved;
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
      received: (message) =>
        this.#log(['received', name, message.id, message.receiveCount, message.firstReceivedAt ?? 0]),
      gone: (message) => this.#log(['gone', name, message.id]),
      exhausted: (message, deadLetterArn) => {
        const target = this.queues.get(nameOfArn(deadLetterArn));
        // AWS keeps the message where it is when its dead-letter queue is missing.
        if (target === undefined) return queue.add({ ...message, receiveCount: 0 }, 0, this.now());
        this.#log(['gone', name, message.id]);
        this.add(target, { ...message, deadLetterSource: arnOf(name) }, 0);
      },
    });
    this.queues.set(name, queue);
    return queue;
  }

  #replay(record: JournalRecord): void {
    const [what, name] = record;
    const queue = this.queues.get(name);
    switch (what) {
      case 'queue':
        if (queue === undefined) this.#make(name, { ...record[2] }, { ...record[3] });
        else Object.assign(queue, { attributes: { ...record[2] }, tags: { ...record[3] } });
        return;
      case 'queue-deleted':
        this.queues.delete(name);
        return;
      case 'sent':
        queue?.add({ ...record[2] }, 0, this.now());
        return;
      case 'received': {
        const message = queue?.messages.get(record[2]);
        if (message !== undefined)
          Object.assign(message, { receiveCount: record[3], firstReceivedAt: record[4] || undefined });
        return;
      }
      case 'gone':
        queue?.messages.delete(record[2]);
        return;
      case 'purged':
        queue?.purge();
    }
  }

  #snapshot(): JournalRecord[] {
    return [...this.queues.values()].flatMap((queue) => [
      ['queue', queue.name, queue.attributes, queue.tags] as const,
      ...[...queue.messages.values()].map((message) => ['sent', queue.name, message] as const),
    ]);
  }

  queue(url: unknown): Queue {
    const queue = this.queues.get(
      String(url ?? '')
        .split('/')
        .pop() ?? '',
    );
    if (queue === undefined)
      throw new AwsError('com.amazonaws.sqs#QueueDoesNotExist', 'The specified queue does not exist.');
    return queue;
  }
}
