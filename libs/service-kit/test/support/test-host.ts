import type { ProcessHost } from '../../src';

/** A process that only remembers: what was printed, how it ended. */
export interface TestHost extends ProcessHost {
  readonly printed: string[];
  readonly complaints: string[];
  /** Resolves with the exit code. */
  readonly ended: Promise<number>;
  signal(name: string): void;
  uncaught(error: unknown): void;
}

export function testHost(env: Readonly<Record<string, string>> = {}, argv: readonly string[] = []): TestHost {
  const printed: string[] = [];
  const complaints: string[] = [];
  const onStop: ((signal: string) => void)[] = [];
  const onUncaught: ((error: unknown) => void)[] = [];
  let exit: (code: number) => void = () => undefined;
  const ended = new Promise<number>((resolve) => (exit = resolve));
  return {
    argv,
    env: { LOG_LEVEL: 'silent', ...env },
    printed,
    complaints,
    ended,
    print: (text) => void printed.push(text),
    complain: (text) => void complaints.push(text),
    onStopSignal: (listener) => void onStop.push(listener),
    onUncaught: (listener) => void onUncaught.push(listener),
    exit: (code) => exit(code),
    signal: (name) => onStop.forEach((listener) => listener(name)),
    uncaught: (error) => onUncaught.forEach((listener) => listener(error)),
  };
}
