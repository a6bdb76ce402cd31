/** Sums the `Tests: 1 failed, 20 passed, 21 total` lines of every jest run in an output. */
export function jestTotals(output) {
  let passed = 0;
  let failed = 0;
  for (const line of output.split('\n')) {
    // eslint-disable-next-line no-control-regex
    const plain = line.replace(/\u001b\[[0-9;]*m/g, '').trim();
    if (!plain.startsWith('Tests:')) continue;
    passed += Number(/(\d+) passed/.exec(plain)?.[1] ?? 0);
    failed += Number(/(\d+) failed/.exec(plain)?.[1] ?? 0);
  }
  return { passed, failed };
}
