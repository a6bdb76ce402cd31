import { setTimeout } from 'node:timers/promises';

/** One thing measured: does all of its work once, `items` of them. */
export interface Contender {
  readonly name: string;
  readonly items: number;
  readonly run: () => unknown;
}

/** Milliseconds that one call takes. */
export async function milliseconds(run: () => unknown): Promise<number> {
  const from = process.hrtime.bigint();
  await run();
  return Number(process.hrtime.bigint() - from) / 1e6;
}

/** `quantile([…], 0.99)` */
export function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))]!;
}

const median = (values: readonly number[]): number => quantile(values, 0.5);

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** Milliseconds of processor time that one call takes this process, its compiler and collector threads included. */
async function processorMilliseconds(run: () => unknown): Promise<number> {
  const from = process.cpuUsage();
  await run();
  const { user, system } = process.cpuUsage(from);
  return (user + system) / 1000;
}

/**
 * Waits until this process does nothing by itself: a large WebAssembly module goes on being compiled for seconds after it was called first,
 * and that would be counted as the work of whoever has his turn.
 */
async function untilIdle(): Promise<void> {
  for (let i = 0; i < 200; i += 1) if ((await processorMilliseconds(() => setTimeout(50))) < 5) return;
}

export interface Rounds {
  readonly rounds?: number;
  /** Processor time that each contender is called for first: after one second the engine still gained a factor of three. */
  readonly warmUpMs?: number;
  /**
   * Which of its rounds speak for a contender. The collector of garbage runs in one round of several: of contenders of
   * unlike size the median gives its time to the larger one, the mean to each its share.
   */
  readonly by?: 'median' | 'mean';
}

/**
 * Runs the contenders in turns and gives each one's items per second. Each is warmed up for as long as the others, and measured by
 * processor time: what other processes take of the machine is no contender's.
 */
export async function inTurns<K extends string>(
  contenders: Readonly<Record<K, Contender>>,
  { rounds = 9, warmUpMs = 3_000, by = 'median' }: Rounds = {},
): Promise<Record<K, number>> {
  const names = Object.keys(contenders) as K[];
  for (const name of names) {
    let spent = 0;
    while (spent < warmUpMs) spent += Math.max(await processorMilliseconds(contenders[name].run), 0.01);
  }
  await untilIdle();
  const times = new Map<K, number[]>(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1)
    for (const name of names) times.get(name)!.push(await processorMilliseconds(contenders[name].run));
  const typical = by === 'mean' ? mean : median;
  return Object.fromEntries(
    names.map((name) => [name, (contenders[name].items / typical(times.get(name)!)) * 1000]),
  ) as Record<K, number>;
}
