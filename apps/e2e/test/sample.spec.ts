import { readFileSync } from 'node:fs';
import path from 'node:path';
import { exportOf } from '../src/support/export-of';
import { differences, incomingEdges } from '../src/support/incoming-edges';
import { readTruth } from '../src/support/read-truth';
import { StandaloneUnderTest, newDataDir, root, runStandalone } from '../src/support/standalone';

const truth = readTruth(
  readFileSync(path.join(root, 'apps/standalone/assets/sample/truth/columns.txt'), 'utf8'),
);
const dataDir = newDataDir();

describe('npm start -- --once, on the sample', () => {
  it('ends with 0 and says on its last line that nothing was lost', async () => {
    const { code, output } = await runStandalone(['--data-dir', dataDir, '--once']);

    const last = output.trimEnd().split('\n').at(-1) ?? '';
    expect({ code, output: code === 0 ? '' : output }).toEqual({ code: 0, output: '' });
    const summary = JSON.parse(last) as {
      ok: boolean;
      statements: { seen: number; published: number; skipped: number };
    };
    expect(summary.ok).toBe(true);
    expect(summary.statements.seen).toBe(summary.statements.published + summary.statements.skipped);
    expect(summary.statements.seen).toBeGreaterThanOrEqual(150);
  });

  it('has exactly the edges of the hand-checked list', async () => {
    const running = await StandaloneUnderTest.start(dataDir, ['--no-feed']);

    const found = differences(truth, await incomingEdges(running.running.databaseUrl));

    await running.stop();
    expect(found).toEqual([]);
    expect(truth.size).toBeGreaterThanOrEqual(60);
  });

  it('gives the same export, byte for byte, after running again', async () => {
    const before = await StandaloneUnderTest.start(dataDir, ['--no-feed']);
    const first = await exportOf(before.running.ui);
    await before.stop();

    const { code } = await runStandalone(['--data-dir', dataDir, '--once']);

    const after = await StandaloneUnderTest.start(dataDir, ['--no-feed']);
    const second = await exportOf(after.running.ui);
    await after.stop();
    expect(code).toBe(0);
    expect(first.length).toBeGreaterThan(10_000);
    expect(second).toBe(first);
  });
});
