import type { Component } from './component';
import type { Logger } from './logger';

/** Stops in reverse order, each step within what is left of the deadline; goes on when one fails. True when all stopped well. */
export async function stopComponents(
  components: readonly Component[],
  deadlineMs: number,
  logger: Logger,
): Promise<boolean> {
  const deadline = Date.now() + deadlineMs;
  let well = true;
  for (const component of [...components].reverse()) {
    try {
      await within(Math.max(0, deadline - Date.now()), component);
    } catch (error) {
      well = false;
      logger.error({ err: error, component: component.name }, `${component.name} did not stop well`);
    }
  }
  return well;
}

async function within(milliseconds: number, component: Component): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`${component.name} was still busy when the shutdown deadline passed`)),
      milliseconds,
    );
  });
  try {
    await Promise.race([component.stop?.() ?? Promise.resolve(), late]);
  } finally {
    clearTimeout(timer);
  }
}
