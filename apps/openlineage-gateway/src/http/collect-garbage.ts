import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const gc = runInNewContext('gc') as () => void;

/**
 * Has the collector take what is garbage now, 20 ms of work for the gateway's heap. By itself it waits until the process has grown by what is little for
 * the machine's memory, but a hundred MiB. A heap limit on the command line would do as well, where whoever starts the process thinks of it.
 */
export const collectGarbage = (): void => gc();

/** 4 MiB of text have passed through a step that leaves as much behind, or more. */
const MUCH = 4 * 1_048_576;

/**
 * Has what a step has left behind collected where it was much: the bytes of a body once it is text, its tree once it is checked. Of 31 MiB of a Spark plan the
 * process grew by 227 MiB without, and grows by 180 with the two.
 */
export const collectBehind = (characters: number): void => {
  if (characters >= MUCH) collectGarbage();
};
