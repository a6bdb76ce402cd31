import { isRefusal } from '../is-refusal';

/** Collects the parts of a catalog that the warehouse refuses to show; the rest is read. */
export class CatalogProblems {
  readonly all: { readonly code: string; readonly detail: string }[] = [];

  add(code: string, detail: string): void {
    this.all.push({ code, detail });
  }

  /** What `read` gives, or `without` and a problem `catalog-<part>-unreadable` when the warehouse says no. */
  async orElse<T>(part: string, without: T, read: () => Promise<T>): Promise<T> {
    try {
      return await read();
    } catch (error) {
      if (!isRefusal(error)) throw error;
      this.add(`catalog-${part}-unreadable`, error instanceof Error ? error.message : String(error));
      return without;
    }
  }
}
