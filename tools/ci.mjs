// The whole of CI: `npm test`, the end-to-end suites, the Docker files' lint and cold starts, and the scores over ../shared/corpus.
import fs from 'node:fs';
import path from 'node:path';
import { jestTotals } from './jest-totals.mjs';
import { root, run } from './setup.mjs';

// Each stage with its limit in minutes, four times and more of what it takes on two cores: a hung stage must end with its name, not with the machine.
const stages = [
  ['lock file', 'node', ['tools/check-lock.mjs'], 1],
  ['npm test', 'npm', ['test', '--silent'], 35],
  ['end to end', 'npx', ['nx', 'run', 'e2e:e2e', '--outputStyle=stream-without-prefixes'], 40],
  ['docker files', 'node', ['tools/check-docker.mjs'], 2],
  ['corpus scores', 'node', ['tools/corpus-scores.mjs'], 8],
].filter(([, command, args]) => command !== 'node' || fs.existsSync(path.join(root, args[0])));

let passed = 0;
let failed = 0;
for (const [title, command, args, minutes] of stages) {
  console.log(`\n=== ${title}`);
  const started = Date.now();
  const { code, output } = await run(command, args, {
    env: { FORCE_COLOR: '0', CI: 'true' },
    limitMs: minutes * 60_000,
  });
  const totals = jestTotals(output);
  const checks = (output.match(/^(ok|not ok) /gm) ?? []).map((line) => line.trim());
  passed += totals.passed + checks.filter((line) => line === 'ok').length;
  const reds = totals.failed + checks.filter((line) => line === 'not ok').length;
  failed += code !== 0 && reds === 0 ? 1 : reds;
  console.log(
    `=== ${title}: ${code === 0 ? 'green' : `RED (exit ${code})`} in ${((Date.now() - started) / 1000).toFixed(0)} s`,
  );
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
