import { execFileSync } from 'node:child_process';
import path from 'node:path';

const root = process.env['TRIBUTARY_ROOT'] ?? '.';

/** Bundles a program that a bench runs as a process of its own, beside the bench; gives the file to run. */
export function bundleProcess(source: string): string {
  const outfile = path.join(__dirname, 'processes', source.replace(/\.ts$/, '.js'));
  execFileSync(path.join(root, 'node_modules/.bin/esbuild'), [
    path.join(root, source),
    `--outfile=${outfile}`,
    ...['--bundle', '--platform=node', '--target=node20', '--log-level=warning'],
    ...['--conditions=@tributary/source', '--loader:.sql=text', '--external:pg-native'],
  ]);
  return outfile;
}
