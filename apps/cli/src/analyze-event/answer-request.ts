import { z } from 'zod';
import type { LineReply } from '../analyze/answer-lines';
import { answerEvent } from './answer-event';
import { answerIdentity } from './answer-identity';
import { answerRun } from './answer-run';
import { answerSequence } from './answer-sequence';

export const modes = ['events', 'runs', 'sequences', 'identity'] as const;
export type Mode = (typeof modes)[number];

const id = z.union([z.string(), z.number()]);
const requests = {
  events: z.object({ id, event: z.string() }),
  runs: z.object({ id, events: z.array(z.string()).min(1) }),
  sequences: z.object({ id, events: z.array(z.string()) }),
  identity: z.object({
    id,
    events: z.array(z.string()),
    /** What the deployment knows: the account behind Athena's default catalog. */
    world: z.object({ home_account: z.string().optional() }).default({}),
  }),
};

/** Answers one request line of a mode; a line that is none gets an answer with `error`. */
export function answerRequest(mode: Mode, line: string): LineReply {
  let known: unknown = null;
  try {
    const value: unknown = JSON.parse(line);
    known = id.safeParse((value as { id?: unknown } | null)?.id).data ?? null;
    return { ok: true, line: JSON.stringify({ id: known, ...answer(mode, value) }) };
  } catch (error) {
    return { ok: false, line: JSON.stringify({ id: known, error: messageOf(error) }) };
  }
}

function answer(mode: Mode, value: unknown): Readonly<Record<string, unknown>> {
  switch (mode) {
    case 'events':
      return answerEvent(requests.events.parse(value).event);
    case 'runs':
      return answerRun(requests.runs.parse(value).events);
    case 'sequences':
      return answerSequence(requests.sequences.parse(value).events);
    case 'identity': {
      const { events, world } = requests.identity.parse(value);
      return answerIdentity(events, { athenaAccount: world.home_account ?? null });
    }
  }
}

function messageOf(error: unknown): string {
  if (error instanceof z.ZodError) return `no request: ${z.prettifyError(error)}`;
  return error instanceof Error ? error.message : String(error);
}
