// Scores the SQL engine on the published cases beside the checkout (where they are) with the scorer that lies there, prints its summary,
// and fails when a figure of the core cases falls below its floor in corpus-floors.json. Floors only go up: raise them when a figure does.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { root } from './setup.mjs';

const corpus = path.join(root, '..', 'shared', 'corpus', 'lineage');
const scorer = path.join(corpus, 'score.py');
const python = spawnSync('python3', ['--version']).status === 0;
if (!fs.existsSync(scorer) || !python) {
  console.log(
    `Nothing scored: ${python ? 'the corpus is not beside this checkout' : 'the scorer needs python3'}.`,
  );
  process.exit(0);
}
const floors = JSON.parse(fs.readFileSync(path.join(root, 'tools', 'corpus-floors.json'), 'utf8'));
const command = [process.execPath, path.join(root, 'apps', 'cli', 'dist', 'main.js'), 'analyze', '--jsonl'];

let red = 0;
for (const [set, floor] of Object.entries(floors)) {
  const cases = path.join(corpus, 'dev', `${set}.jsonl`);
  const scored = spawnSync('python3', [scorer, '--core', '--failures', '', cases, '--', ...command], {
    encoding: 'utf8',
  });
  const summary = scored.stdout.split('\nBY ')[0].trim();
  console.log(`\n${set}: ${summary}${scored.status === 0 ? '' : `\n${scored.stderr}`}`);
  for (const [name, least] of Object.entries(floor)) {
    const figure = figuresOf(summary)[name];
    if (!(figure >= least)) red += 1;
    console.log(`${figure >= least ? 'ok' : 'not ok'} corpus ${set}: ${name} ${figure} (floor ${least})`);
  }
}
process.exit(red === 0 ? 0 : 1);

/** Reads `all   255   99.6 |   218   98.2   99.4   98.7 |   105   99.0   99.5  100.0   99.7`. */
function figuresOf(summary) {
  const line = summary.split('\n').find((text) => text.startsWith('all ')) ?? '';
  const [cases = [], tables = [], columns = []] = line
    .slice('all '.length)
    .split('|')
    .map((part) => part.trim().split(/\s+/).map(Number));
  return { parsed: cases[1], tables: tables[1], columns: columns[1], edgeF1: columns[4] };
}
