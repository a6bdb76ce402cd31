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

/** Milliseconds of processor time that one call takes this process, its compiler and collector threads included. */
async function processorMilliseconds(run: () => unknown): Promise<number> {
  const from = process.cpuUsage();
  await run();
  const { user, system } = process.cpuUsage(from);
  return (user + system) / 1000;
}

/**
 * Runs the contenders in turns and gives each one's items per second from the median of its rounds. Each is warmed up for as long as
 * the others, and measured by processor time: what other processes take of the machine is no contender's.
 */
export async function inTurns<K extends string>(
  contenders: Readonly<Record<K, Contender>>,
  { rounds = 9, warmUpMs = 1_000 } = {},
): Promise<Record<K, number>> {
  const names = Object.keys(contenders) as K[];
  for (const name of names) {
    let spent = 0;
    while (spent < warmUpMs) spent += Math.max(await processorMilliseconds(contenders[name].run), 0.01);
  }
  const times = new Map<K, number[]>(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1)
    for (const name of names) times.get(name)!.push(await processorMilliseconds(contenders[name].run));
  return Object.fromEntries(
    names.map((name) => [name, (contenders[name].items / quantile(times.get(name)!, 0.5)) * 1000]),
  ) as Record<K, number>;
}
