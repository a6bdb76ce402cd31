/** What a process of ours ends with. */
export const exitCode = { ok: 0, failure: 1, configuration: 2, partial: 3 } as const;
export type ExitCode = (typeof exitCode)[keyof typeof exitCode];
