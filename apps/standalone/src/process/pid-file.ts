import { writeWhole } from './write-whole';

/** `pids.json`: which process is which right now; an operator's map, and how the next start finds what a killed one left behind. */
export class PidFile {
  readonly #pids: Record<string, number> = {};

  constructor(private readonly file: string) {}

  set(name: string, pid: number | undefined): void {
    if (pid === undefined) return;
    this.#pids[name] = pid;
    writeWhole(this.file, JSON.stringify(this.#pids, null, 2));
  }
}
