import type { LineageResponse } from '@tributary/contracts';
import { useRef } from 'react';
import type { Client } from '../api/client';
import { useClient } from '../api/client-context';
import type { Outcome } from '../api/outcome';
import type { LineageQuestion } from '../api/questions';
import { type Asked, useAnswer } from '../api/use-answer';
import type { Expansion } from '../url/url-state';
import { expandGraph, lineageGraph, type LineageGraph } from './lineage-graph';

type Remembered = Map<string, LineageResponse>;

async function askOnce(
  client: Client,
  remembered: Remembered,
  question: LineageQuestion,
  signal: AbortSignal,
): Promise<Outcome<LineageResponse>> {
  const key = JSON.stringify(question);
  const known = remembered.get(key);
  if (known !== undefined) return { ok: true, value: known };
  const answer = await client.lineage(question, signal);
  if (answer.ok) remembered.set(key, answer.value);
  return answer;
}

async function askGraph(
  ask: (question: LineageQuestion) => Promise<Outcome<LineageResponse>>,
  question: LineageQuestion,
  expanded: readonly Expansion[],
): Promise<Outcome<LineageGraph>> {
  const base = await ask(question);
  if (!base.ok) return base;
  let graph = lineageGraph(base.value);
  for (const expansion of expanded) {
    const { datasetId: dataset, direction } = expansion;
    const step = await ask({ dataset, column: null, direction, depth: 1, kinds: question.kinds });
    if (!step.ok) return step;
    graph = expandGraph(graph, expansion, step.value);
  }
  return { ok: true, value: graph };
}

/** The lineage asked for, grown by every expansion in turn; growing it asks only for the new step. */
export function useLineageGraph(
  question: LineageQuestion,
  expanded: readonly Expansion[],
): Asked<LineageGraph> {
  const client = useClient();
  const base = JSON.stringify(question);
  const remembered = useRef<{ base: string; answers: Remembered }>({ base, answers: new Map() });
  return useAnswer(JSON.stringify([question, expanded]), (signal) => {
    if (remembered.current.base !== base) remembered.current = { base, answers: new Map() };
    const { answers } = remembered.current;
    return askGraph((step) => askOnce(client, answers, step, signal), question, expanded);
  });
}
