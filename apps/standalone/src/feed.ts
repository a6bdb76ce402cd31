import { type ProcessSpec, runJobProcess } from './process/managed-process';

/** Runs the collectors one after the other; gives what went wrong, a sentence each. */
export async function runCollectors(collectors: readonly ProcessSpec[]): Promise<string[]> {
  const problems: string[] = [];
  for (const collector of collectors) {
    const code = await runJobProcess(collector);
    if (code !== 0) problems.push(`${collector.name} ended with exit code ${code}; see ${collector.logFile}`);
  }
  return problems;
}

const ATTEMPTS = 30;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 2_000;

/** Posts events as a producer does: again after a refusal that is not ours (no connection, 5xx). Gives what was refused for good. */
export async function postEvents(gateway: string, events: readonly string[]): Promise<string[]> {
  const problems: string[] = [];
  for (const [index, body] of events.entries()) {
    const answer = await postEvent(`${gateway}/api/openlineage`, body);
    if (answer !== 201) problems.push(`the gateway answered ${answer} to sample event ${index + 1}`);
  }
  return problems;
}

async function postEvent(url: string, body: string): Promise<number | string> {
  let answer: number | string = 'nothing';
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const response = await fetch(url, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json' },
    }).catch(() => undefined);
    answer = response?.status ?? 'nothing';
    await response?.body?.cancel();
    if (typeof answer === 'number' && answer < 500) return answer;
    await new Promise((resolve) =>
      setTimeout(resolve, Math.min(FIRST_PAUSE_MS * 2 ** attempt, LONGEST_PAUSE_MS)),
    );
  }
  return answer;
}
