import { exitCode } from './exit-code';
import { type ProcessHost, nodeProcess } from './process-host';

/** What we use of the second argument that Lambda gives. */
export interface LambdaContext {
  getRemainingTimeInMillis(): number;
}

export interface LambdaAnswer {
  readonly exitCode: number;
}

/**
 * Lambda ends a function that is late as a kill would. Before that a job is asked to stop, as by SIGTERM, with as much time as it has then
 * (SHUTDOWN_DEADLINE_SECONDS, 25): its watermark stays, and the next run reads the rest.
 */
const STOP_BEFORE_MS = 30_000;

/**
 * A job's main as a Lambda handler: the same function, configured by the function's variables; an event may bring what would be arguments,
 * `{ "arguments": ["--from", "2026-05-01"] }`, and whatever else a scheduler puts into it is no matter. Fails where a process would end
 * with 1 or 2, so that Lambda counts and repeats it.
 */
export const inLambda =
  (main: (host: ProcessHost) => Promise<void>) =>
  async (event: unknown, context: LambdaContext): Promise<LambdaAnswer> => {
    const listeners: ((signal: string) => void)[] = [];
    const left = context.getRemainingTimeInMillis();
    const timer = setTimeout(
      () => {
        for (const listener of listeners) listener('out of time');
      },
      left > 2 * STOP_BEFORE_MS ? left - STOP_BEFORE_MS : left / 2,
    );
    let complaint = '';
    try {
      const code = await new Promise<number>((resolve, reject) => {
        main({
          argv: argumentsIn(event),
          env: nodeProcess.env,
          print: nodeProcess.print,
          complain: (text) => {
            complaint += text;
            nodeProcess.complain(text);
          },
          onStopSignal: (listener) => void listeners.push(listener),
          // Lambda's own runtime hears of those, and ends the process.
          onUncaught: () => undefined,
          exit: resolve,
        }).catch(reject);
      });
      if (code === exitCode.failure || code === exitCode.configuration)
        throw new Error(complaint === '' ? `the run ended with ${code}: its log says why` : complaint.trim());
      return { exitCode: code };
    } finally {
      clearTimeout(timer);
    }
  };

function argumentsIn(event: unknown): readonly string[] {
  if (typeof event !== 'object' || event === null || !('arguments' in event)) return [];
  const given: unknown = event.arguments;
  if (Array.isArray(given) && given.every((each) => typeof each === 'string')) return given;
  throw new Error('"arguments" of the event must be a list of texts, such as ["--from", "2026-05-01"]');
}
