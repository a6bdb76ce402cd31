import { z } from 'zod';

/** A message small enough to read in a test. */
export const note = z.discriminatedUnion('type', [
  z.object({ type: z.literal('note'), version: z.literal(1), text: z.string() }),
]);
export type Note = z.infer<typeof note>;

export const noteOf = (text: string): Note => ({ type: 'note', version: 1, text });
