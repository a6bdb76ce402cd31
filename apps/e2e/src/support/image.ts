import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { root } from './standalone';

/** What a container of that image would run, laid out in a folder of its own. */
export interface UnpackedImage {
  readonly folder: string;
  /** ENTRYPOINT's words, without `node`. */
  readonly entrypoint: readonly string[];
  readonly command: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

const WORKDIR = '/app/';

const unpacked: string[] = [];

/** Removes what was unpacked. */
export function removeImages(): void {
  for (const folder of unpacked.splice(0)) rmSync(folder, { recursive: true, force: true });
}

/** Does by hand what the last stage of `docker/<name>.Dockerfile` does: copies what it copies, and nothing else. */
export function unpackImage(name: string): UnpackedImage {
  const text = readFileSync(path.join(root, `docker/${name}.Dockerfile`), 'utf8');
  const folder = mkdtempSync(path.join(tmpdir(), `tributary-image-${name}-`));
  unpacked.push(folder);
  for (const [, from = '', to = ''] of text.matchAll(/^COPY --from=build \/src\/(\S+) (\S+)$/gm))
    cpSync(path.join(root, from), path.join(folder, to), { recursive: true });
  const words = (instruction: string): string[] => {
    const found = new RegExp(`^${instruction} (\\[.*\\])$`, 'm').exec(text);
    return found?.[1] === undefined ? [] : (JSON.parse(found[1]) as string[]);
  };
  const env = [...text.matchAll(/^ENV (\w+)=(\S+)$/gm)].map(([, key = '', value = '']) => [
    key,
    value.startsWith(WORKDIR) ? path.join(folder, value.slice(WORKDIR.length)) : value,
  ]);
  return {
    folder,
    entrypoint: words('ENTRYPOINT').slice(1),
    command: words('CMD'),
    env: Object.fromEntries(env) as Record<string, string>,
  };
}
