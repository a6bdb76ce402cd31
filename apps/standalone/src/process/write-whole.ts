import { renameSync, writeFileSync } from 'node:fs';

/** Writes a file that others watch for: whoever reads it finds the old text or the new one, never half of it. */
export function writeWhole(file: string, text: string): void {
  const next = `${file}.next`;
  writeFileSync(next, text);
  renameSync(next, file);
}
