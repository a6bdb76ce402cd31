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

/**
 * Runs the contenders in turns, so that a noisy machine is as noisy to all, and gives each one's items per second from the
 * median of its rounds. One round before them warms up.
 */
export async function inTurns<K extends string>(
  contenders: Readonly<Record<K, Contender>>,
  rounds = 9,
): Promise<Record<K, number>> {
  const names = Object.keys(contenders) as K[];
  const times = new Map<K, number[]>(names.map((name) => [name, []]));
  for (let round = 0; round <= rounds; round += 1) {
    for (const name of names) {
      const ms = await milliseconds(contenders[name].run);
      if (round > 0) times.get(name)!.push(ms);
    }
  }
  return Object.fromEntries(
    names.map((name) => [name, (contenders[name].items / quantile(times.get(name)!, 0.5)) * 1000]),
  ) as Record<K, number>;
}
