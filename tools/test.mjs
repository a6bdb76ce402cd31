// `npm test`: set-up, then everything that is fast: lint, types, unit and integration tests, builds, and the import-boundary self-test.
import { run, setup } from './setup.mjs';
import { jestTotals } from './jest-totals.mjs';

await setup();
const started = Date.now();
const { code, output } = await run(
  'npx',
  ['nx', 'run-many', '-t', 'lint', 'typecheck', 'build', 'test', '--outputStyle=static', '--parallel=2'],
  { env: { FORCE_COLOR: '0' } },
);
const selfTest = await run('node', ['tools/lint-boundaries-selftest.mjs']);
const { passed, failed } = jestTotals(output);
const ok = code === 0 && selfTest.code === 0;
console.log(`npm test: ${((Date.now() - started) / 1000).toFixed(0)} s, ${ok ? 'green' : 'RED'}`);
console.log(`${passed} passed, ${failed + (ok || failed > 0 ? 0 : 1)} failed`);
process.exit(ok ? 0 : 1);
