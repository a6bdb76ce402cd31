// No Docker engine runs in CI: the Dockerfiles are linted by a Dockerfile parser, their COPY sources and commands are checked against the
// workspace, and compose.yaml against them. Cold starts from a bare dist folder are in apps/e2e.
import { validate } from 'dockerfile-utils';
import fs from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { root } from './setup.mjs';

let red = 0;
function check(title, problems) {
  if (problems.length > 0) red += 1;
  console.log(
    `${problems.length === 0 ? 'ok' : 'not ok'} ${title}${problems.map((problem) => `\n    ${problem}`).join('')}`,
  );
}

const folder = path.join(root, 'docker');
const dockerfiles = fs.readdirSync(folder).filter((file) => file.endsWith('.Dockerfile'));

for (const file of dockerfiles) {
  const text = fs.readFileSync(path.join(folder, file), 'utf8');
  const problems = validate(text).map((p) => `line ${p.range.start.line + 1}: ${p.message}`);
  for (const [, dist] of text.matchAll(/--from=build \/src\/(apps\/[\w-]+)\/dist/g)) {
    if (!fs.existsSync(path.join(root, dist, 'package.json')))
      problems.push(`copies from ${dist}, which is no app`);
  }
  const command = /ENTRYPOINT \["node", (?:"--[\w=-]+", )*"([\w.-]+)\.js"\]/.exec(text)?.[1];
  const app = /COPY --from=build \/src\/(apps\/[\w-]+)\/dist \.\//.exec(text)?.[1];
  const entry = command === 'main' ? 'main.ts' : `${command}.entry.ts`;
  if (!app || !fs.existsSync(path.join(root, app, 'src', entry)))
    problems.push(`starts ${command}.js, but ${app}/src/${entry} is not there`);
  if (!/^USER node$/m.test(text)) problems.push('runs as root: say USER node');
  if (!/^FROM node:22-slim$/m.test(text)) problems.push('the final stage is not node:22-slim');
  check(`docker/${file}`, problems);
}

const compose = parse(fs.readFileSync(path.join(folder, 'compose.yaml'), 'utf8'), { merge: true });
for (const [name, service] of Object.entries(compose.services)) {
  const problems = [];
  const file = service.build?.dockerfile;
  if (!file && !service.image) problems.push('has neither image nor build');
  if (file && !fs.existsSync(path.join(root, file))) problems.push(`builds ${file}, which is not there`);
  const needs = Array.isArray(service.depends_on)
    ? service.depends_on
    : Object.keys(service.depends_on ?? {});
  for (const other of needs)
    if (!(other in compose.services)) problems.push(`depends on ${other}, which is no service`);
  check(`compose service ${name}`, problems);
}
process.exit(red === 0 ? 0 : 1);
