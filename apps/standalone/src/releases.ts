/** What was acquired registers here how it is let go; release runs in reverse and finishes even when one step fails. */
export class Releases {
  readonly #steps: { readonly name: string; readonly release: () => Promise<void> }[] = [];

  constructor(private readonly say: (line: string) => void) {}

  add(name: string, release: () => Promise<void>): void {
    this.#steps.push({ name, release });
  }

  async releaseAll(): Promise<void> {
    for (let step = this.#steps.pop(); step !== undefined; step = this.#steps.pop()) {
      try {
        await step.release();
      } catch (error) {
        this.say(`could not stop ${step.name}: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  }
}
