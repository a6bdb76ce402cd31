import { z } from 'zod';
import type { LineReply } from '../analyze/answer-lines';
import { answerEvent } from './answer-event';
import { answerRun } from './answer-run';

export const modes = ['events', 'runs'] as const;
export type Mode = (typeof modes)[number];

const id = z.union([z.string(), z.number()]);
const requests = {
  events: z.object({ id, event: z.string() }),
  runs: z.object({ id, events: z.array(z.string()).min(1) }),
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
  }
}

function messageOf(error: unknown): string {
  if (error instanceof z.ZodError) return `no request: ${z.prettifyError(error)}`;
  return error instanceof Error ? error.message : String(error);
}
