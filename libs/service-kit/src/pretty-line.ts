const hidden = new Set(['level', 'time', 'name', 'msg', 'err']);

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/**
 * `{"level":"warn","time":"2026-01-02T03:04:05.678Z","name":"writer","queue":"lineage","msg":"slow"}`
 * becomes `03:04:05.678 WARN  writer  slow  queue=lineage`.
 */
export function prettyLine(json: string): string {
  const entry = JSON.parse(json) as Record<string, unknown>;
  const fields = Object.entries(entry)
    .filter(([key]) => !hidden.has(key))
    .map(([key, value]) => `${key}=${textOf(value)}`);
  const error = entry['err'] as { stack?: string; message?: string } | undefined;
  const head = [
    String(entry['time']).slice(11, 23),
    String(entry['level']).toUpperCase().padEnd(5),
    `${textOf(entry['name'] ?? '')} `,
    `${textOf(entry['msg'] ?? '')} `,
    ...fields,
  ].join(' ');
  return error === undefined
    ? `${head.trimEnd()}\n`
    : `${head.trimEnd()}\n${error.stack ?? error.message ?? ''}\n`;
}
