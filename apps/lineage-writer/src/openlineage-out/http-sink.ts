import { RefusedError, type Sink } from './sink';

const ANSWER_WITHIN_MS = 10_000;
/** Worth another try, beside what begins with 5. */
const LATER: readonly number[] = [408, 425, 429];
const MOST_ANSWER = 300;

/** Posts events one by one, as every consumer takes them; the batch endpoint of the specification is rare. */
export function httpSink(url: string, key: string | undefined): Sink {
  const headers = {
    'content-type': 'application/json',
    ...(key !== undefined && { authorization: `Bearer ${key}` }),
  };
  return {
    most: 1,
    lanes: 8,
    send: async ([event]) => {
      const answer = await fetch(url, {
        method: 'POST',
        headers,
        body: JSON.stringify(event),
        // A redirected POST would arrive as GET, and be lost.
        redirect: 'manual',
        signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
      });
      const text = await answer.text();
      if (answer.ok) return;
      const told = `${url} answered ${answer.status}: ${text.slice(0, MOST_ANSWER)}`;
      throw answer.status >= 500 || LATER.includes(answer.status) ? new Error(told) : new RefusedError(told);
    },
  };
}
