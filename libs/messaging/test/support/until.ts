import { setTimeout as sleep } from 'node:timers/promises';

const LONGEST_WAIT_MS = 20_000;

/** Waits for something to become true; throws when it does not. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + LONGEST_WAIT_MS;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`waited in vain for ${condition.toString()}`);
    await sleep(10);
  }
}
