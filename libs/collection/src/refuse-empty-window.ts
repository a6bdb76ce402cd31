import type { z } from 'zod';

/** A check of the whole configuration: a window given by hand must not be empty. */
export function refuseEmptyWindow(
  settings: { readonly COLLECT_FROM?: Date | undefined; readonly COLLECT_TO?: Date | undefined },
  context: z.core.$RefinementCtx,
): void {
  const { COLLECT_FROM: from, COLLECT_TO: to } = settings;
  // Checks of the whole also see values that failed their own.
  if (from instanceof Date && to instanceof Date && from >= to)
    context.addIssue({ code: 'custom', path: ['COLLECT_TO'], message: 'must be later than COLLECT_FROM' });
}
