import { type ImpactResponse, coverageResponse, impactResponse } from '@tributary/contracts';
import type { QueueParts } from './parts/queue-parts';
import { depth } from './parts/settle';
import { type Summary, describeSummary } from './print-summary';

export interface SummaryQuestion {
  readonly ui: string;
  readonly queueParts: QueueParts;
  /** What went wrong so far, a sentence each. */
  readonly problems: readonly string[];
  readonly startedAt: number;
  /** `dataset#column` whose impact is worth reading; null for none. */
  readonly impactOf: string | null;
}

/** Asks the running API what came out, and the dead-letter queues what was lost. */
export async function summarise(question: SummaryQuestion): Promise<{ summary: Summary; text: string }> {
  const ask = async (path: string): Promise<unknown> => (await fetch(`${question.ui}/v1/${path}`)).json();
  const coverage = coverageResponse.parse(await ask('coverage'));
  const deadLetters = await deadLettersOf(question.queueParts);
  const lost = Object.entries(deadLetters)
    .filter(([, count]) => count > 0)
    .map(([name, count]) => `${count} messages are in the dead-letter queue of ${name}`);
  const problems = [...question.problems, ...lost];
  const summary: Summary = {
    ok: problems.length === 0,
    problems,
    seconds: Math.round((Date.now() - question.startedAt) / 100) / 10,
    statements: coverage.statements,
    events: coverage.events,
    graph: coverage.graph,
    deadLetters,
  };
  return { summary, text: describeSummary(summary, await impactFor(question.impactOf, ask)) };
}

async function impactFor(
  address: string | null,
  ask: (path: string) => Promise<unknown>,
): Promise<ImpactResponse | null> {
  if (address === null) return null;
  const [dataset = '', column = ''] = address.split('#');
  const query = new URLSearchParams({ dataset, column });
  const read = impactResponse.safeParse(await ask(`impact?${query.toString()}`));
  return read.success ? read.data : null;
}

/** Dead letters of the sandbox's queues; real queues have alarms of their own. */
async function deadLettersOf({ sqs, sqsEndpoint, urls }: QueueParts): Promise<Record<string, number>> {
  if (sqsEndpoint === null) return {};
  const counts = await Promise.all(
    Object.entries(urls).map(async ([name, url]) => [name, await depth(sqs, `${url}-dlq`)] as const),
  );
  return Object.fromEntries(counts);
}
