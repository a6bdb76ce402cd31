/** What a running process offers; tests put their own in its place. */
export interface ProcessHost {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  print(text: string): void;
  complain(text: string): void;
  /** Calls back on SIGTERM and SIGINT, every time. */
  onStopSignal(listener: (signal: string) => void): void;
  /** Calls back when an error reached nobody. */
  onUncaught(listener: (error: unknown) => void): void;
  exit(code: number): void;
}

export const nodeProcess: ProcessHost = {
  argv: process.argv.slice(2),
  env: process.env,
  print: (text) => void process.stdout.write(text),
  complain: (text) => void process.stderr.write(text),
  onStopSignal: (listener) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => listener(signal));
  },
  onUncaught: (listener) => {
    process.on('uncaughtException', listener);
    process.on('unhandledRejection', listener);
  },
  exit: (code) => process.exit(code),
};
