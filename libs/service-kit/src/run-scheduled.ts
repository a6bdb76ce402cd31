import { pause } from './backoff';
import { exitCode } from './exit-code';
import { type ProcessHost, nodeProcess } from './process-host';

const UNITS = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
/** Longer does not fit a timer. */
const MOST_MS = 24 * UNITS.d;

/**
 * Runs a job as its arguments say: `--once`, the same as nothing, or `--every 1h`: now and then at that pace until it is asked to stop, which
 * ends with 0. A run that fails is followed by the next one, which catches up; one whose configuration cannot be used ends it all. A run that
 * takes longer than the pace is followed by the next slot, never by two at once.
 */
export async function runScheduled(
  run: (host: ProcessHost) => Promise<void>,
  host: ProcessHost = nodeProcess,
): Promise<void> {
  const everyMs = paceIn(host.argv);
  if (everyMs === null || host.argv.includes('--help') || host.argv.includes('-h')) return await run(host);
  if (everyMs === 'unclear') {
    host.complain('--every must be a duration from 1s to 24d, such as --every 1h or --every 30m\n');
    return host.exit(exitCode.configuration);
  }

  const stopping = new AbortController();
  let inHand: Listeners = { stop: [], uncaught: [] };
  let broken = false;
  host.onStopSignal((signal) => {
    stopping.abort();
    for (const listener of inHand.stop) listener(signal);
  });
  host.onUncaught((error) => {
    broken = true;
    for (const listener of inHand.uncaught) listener(error);
  });

  for (let slot = Date.now(); ;) {
    inHand = { stop: [], uncaught: [] };
    const code = await endOf(run, host, inHand);
    if (broken) return host.exit(exitCode.failure);
    if (stopping.signal.aborted) return host.exit(exitCode.ok);
    if (code === exitCode.configuration) return host.exit(code);
    slot += everyMs * Math.max(1, Math.ceil((Date.now() - slot) / everyMs));
    inHand = { stop: [], uncaught: [] };
    await pause(slot - Date.now(), stopping.signal);
    if (stopping.signal.aborted) return host.exit(exitCode.ok);
  }
}

interface Listeners {
  readonly stop: ((signal: string) => void)[];
  readonly uncaught: ((error: unknown) => void)[];
}

/** One run, as if the process were its own; gives its exit code. */
const endOf = (
  run: (host: ProcessHost) => Promise<void>,
  host: ProcessHost,
  listeners: Listeners,
): Promise<number> =>
  new Promise((resolve, reject) => {
    run({
      argv: host.argv,
      env: host.env,
      print: (text) => host.print(text),
      complain: (text) => host.complain(text),
      onStopSignal: (listener) => void listeners.stop.push(listener),
      onUncaught: (listener) => void listeners.uncaught.push(listener),
      exit: resolve,
    }).catch(reject);
  });

/** `--every 90m` or `--every=90m` in milliseconds; null without it. */
function paceIn(argv: readonly string[]): number | 'unclear' | null {
  const at = argv.findIndex((arg) => arg === '--every' || arg.startsWith('--every='));
  if (at < 0) return null;
  const text = argv[at]!.slice('--every='.length) || argv[at + 1] || '';
  const [, digits, unit] = /^(\d{1,6})([smhd])$/.exec(text) ?? [];
  const ms = Number(digits) * UNITS[unit as keyof typeof UNITS];
  return ms > 0 && ms <= MOST_MS ? ms : 'unclear';
}
