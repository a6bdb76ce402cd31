export interface Ran {
  readonly code: number;
  readonly log: readonly Record<string, unknown>[];
  readonly complaint: string;
  /** Everything that was printed, as it was printed. */
  readonly printed: string;
}

/** What a program's main takes in the place of the process that it runs in. */
interface Host {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  print(text: string): void;
  complain(text: string): void;
  onStopSignal(): void;
  onUncaught(): void;
  exit(code: number): void;
}

/**
 * Runs a program's main inside this process with arguments and variables of its own, and gives what a caller would see. The SDK reads its
 * endpoints and credentials from the process, not from what a test hands over: they are set there too.
 */
export async function runMain(
  main: (host: Host) => Promise<void>,
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Promise<Ran> {
  for (const [name, value] of Object.entries(env))
    if (name.startsWith('AWS_') && value !== undefined) process.env[name] = value;
  let printed = '';
  let complaint = '';
  const code = await new Promise<number>((resolve, reject) => {
    main({
      argv,
      env,
      print: (text) => void (printed += text),
      complain: (text) => void (complaint += text),
      onStopSignal: () => undefined,
      onUncaught: () => undefined,
      exit: resolve,
    }).catch(reject);
  });
  const log = printed
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  return { code, log, complaint, printed };
}
