import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const gc = runInNewContext('gc') as () => void;

/**
 * Has the collector take what is garbage now, 20 ms of work for the gateway's heap. By itself it waits until the process has grown by what is little for
 * the machine's memory, but a hundred MiB. A heap limit on the command line would do as well, where whoever starts the process thinks of it.
 */
export const collectGarbage = (): void => gc();
