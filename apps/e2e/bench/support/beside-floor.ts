/** One thing measured: does all of its work once, `items` of them. */
export interface Contender {
  readonly name: string;
  readonly items: number;
  readonly run: () => unknown;
}

const ROUNDS = 9;

async function milliseconds({ run }: Contender): Promise<number> {
  const from = process.hrtime.bigint();
  await run();
  return Number(process.hrtime.bigint() - from) / 1e6;
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

/**
 * Runs ours and its floor in turns, so that a noisy machine is as noisy to both, and prints the median of nine rounds of each
 * with the ratio of their rates (above 1: ours does more in the same time). One round before them warms up.
 */
export async function besideFloor(what: string, ours: Contender, floor: Contender): Promise<void> {
  const times = { ours: [] as number[], floor: [] as number[] };
  for (let round = 0; round <= ROUNDS; round += 1) {
    const a = await milliseconds(ours);
    const b = await milliseconds(floor);
    if (round === 0) continue;
    times.ours.push(a);
    times.floor.push(b);
  }
  const rate = (contender: Contender, ms: readonly number[]): number => (contender.items / median(ms)) * 1000;
  const [ourRate, floorRate] = [rate(ours, times.ours), rate(floor, times.floor)];
  const shown = (contender: Contender, itemsPerSecond: number): string =>
    `${contender.name} ${itemsPerSecond.toFixed(0)}/s (${contender.items})`;
  process.stdout.write(
    `  ${what}: ${shown(ours, ourRate)} beside ${shown(floor, floorRate)} = ${(ourRate / floorRate).toFixed(2)} x\n`,
  );
}
