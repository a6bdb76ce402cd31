import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';

export interface BuiltThread {
  readonly script: string;
  remove(): void;
}

/** The thread's script, built as tools/build-app.mjs builds it. */
export async function buildThread(): Promise<BuiltThread> {
  const folder = mkdtempSync(path.join(tmpdir(), 'tributary-parse-thread-'));
  const script = path.join(folder, 'parse-thread.js');
  await build({
    entryPoints: [path.join(__dirname, '../../src/parse-thread.entry.ts')],
    outfile: script,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    conditions: ['@tributary/source'],
    loader: { '.sql': 'text' },
    logLevel: 'error',
  });
  return { script, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
