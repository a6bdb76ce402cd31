import { accumulateRun, asWritten, readEvent } from '@tributary/openlineage';
import { edgeRows } from './edge-rows';
import { receive } from './receive';

/** What the events of one run come to, in the order in which they were delivered. */
export function answerRun(texts: readonly string[]): Readonly<Record<string, unknown>> {
  const { state, edges } = accumulateRun(texts.map((text) => readEvent(receive(text), asWritten)));
  return { state, ...edgeRows(edges) };
}
