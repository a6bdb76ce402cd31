// Fails when an optional platform package of a locked dependency is not in the lock (then `npm ci` fails on that platform), or when the lock
// records download addresses.
import fs from 'node:fs';
import path from 'node:path';
import { root } from './setup.mjs';

const lock = JSON.parse(fs.readFileSync(path.join(root, 'package-lock.json'), 'utf8')).packages;
const names = new Set(
  Object.keys(lock).map((key) => key.slice(key.lastIndexOf('node_modules/') + 'node_modules/'.length)),
);
const problems = [];
for (const [key, entry] of Object.entries(lock)) {
  for (const optional of Object.keys(entry.optionalDependencies ?? {})) {
    if (!names.has(optional))
      problems.push(`${key}@${entry.version} needs ${optional}, which the lock does not have`);
  }
  if (/^https?:/.test(entry.resolved ?? '')) problems.push(`${key} records a download address`);
}
for (const problem of problems) console.log(`not ok ${problem}`);
if (problems.length === 0)
  console.log(`ok package-lock.json: ${Object.keys(lock).length} packages, every platform package present`);
process.exit(problems.length === 0 ? 0 : 1);
