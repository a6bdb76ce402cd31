import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { run } from '../../src/program';

/** A terminal with a folder of its own, fresh for each test of the file that opens it. */
export interface Terminal {
  /** Writes a file into the folder; gives its path. */
  file(name: string, text: string): string;
  /** Runs `tributary …`; gives the exit code and all that this test has printed so far. */
  tributary(...words: string[]): Promise<{ code: number; text: string }>;
  clear(): void;
}

export function openTerminal(): Terminal {
  let folder = '';
  let printed: string[] = [];

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'tributary-cli-'));
    printed = [];
    process.exitCode = undefined;
    for (const stream of [process.stdout, process.stderr]) {
      jest.spyOn(stream, 'write').mockImplementation((text) => {
        printed.push(String(text));
        return true;
      });
    }
  });

  afterEach(() => {
    jest.restoreAllMocks();
    process.exitCode = undefined;
    rmSync(folder, { recursive: true, force: true });
  });

  return {
    file: (name, text) => {
      const at = path.join(folder, name);
      writeFileSync(at, text);
      return at;
    },
    tributary: async (...words) => {
      const code = await run(['node', 'tributary', ...words]);
      return { code, text: printed.join('') };
    },
    clear: () => void (printed = []),
  };
}
