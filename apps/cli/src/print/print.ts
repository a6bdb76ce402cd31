/** Writes a text and a newline to standard output: the one way the commands speak. */
export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
