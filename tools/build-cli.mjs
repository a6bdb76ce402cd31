// Set-up and build of the command line alone, for tools/tributary.
import { run, setup } from './setup.mjs';

await setup();
const { code, output } = await run('npx', ['nx', 'build', 'cli', '--outputStyle=static'], { quiet: true });
if (code !== 0) {
  console.error(output);
  process.exit(1);
}
// Nx may have restored an older build from its cache: touch it, so that it counts as fresh.
const { utimesSync } = await import('node:fs');
utimesSync(new URL('../apps/cli/dist/main.js', import.meta.url), new Date(), new Date());
