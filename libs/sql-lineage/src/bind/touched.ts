import type { Source } from './scope';

/** The relations that a condition reads from, as far as it matters: none, one, or several. */
export class Touched {
  private first: Source | null = null;
  several = false;

  add(source: Source): void {
    if (this.first === null) this.first = source;
    else if (this.first !== source) this.several = true;
  }

  /** Adds what an inner condition reads from. */
  addAll(inner: Touched): void {
    if (inner.first !== null) this.add(inner.first);
    if (inner.several) this.several = true;
  }
}
