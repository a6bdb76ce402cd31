import ELK from 'elkjs/lib/elk-api';
import workerUrl from 'elkjs/lib/elk-worker.min.js?url';
import type { LayoutEngine } from './layout';

let engine: LayoutEngine | undefined;

/** The one layout worker of the page, started when the first graph needs it. */
export const layoutWorker = (): LayoutEngine => {
  engine ??= new ELK({ workerFactory: () => new Worker(workerUrl) });
  return engine;
};
