import { readInstant } from '../read-instant';

/**
 * When sessions began, to tell those of one id apart: Redshift uses the ids of ended sessions again. A month has as many sessions as
 * statements, so they lie in flat lists and are searched: 60 bytes each, 400 as maps of lists.
 */
export class SessionStarts {
  private readonly ids: number[] = [];
  private readonly starts: string[] = [];
  private readonly databases: (string | null)[] = [];

  /** Takes a session's start as the warehouse writes it; in the order of ids and starts. */
  add(sessionId: number, startTime: string, database: string | null): void {
    this.ids.push(sessionId);
    this.starts.push(readInstant(startTime));
    this.databases.push(database);
  }

  /** When the session began in which a statement started, null when that is not known. */
  of(sessionId: number, startedAt: string): string | null {
    return this.starts[this.find(sessionId, startedAt)] ?? null;
  }

  /** The name of a session, unique within the source: `1073741001@2026-05-04T10:00:00.000000Z`. */
  keyOf(sessionId: number, startedAt: string): string {
    const start = this.of(sessionId, startedAt);
    return start === null ? String(sessionId) : `${sessionId}@${start}`;
  }

  /** The database that a session is in, null when that is not known. */
  databaseOf(sessionId: number, startedAt: string): string | null {
    return this.databases[this.find(sessionId, startedAt)] ?? null;
  }

  /** The place of the last session of that id that began by then; -1: there is none. */
  private find(sessionId: number, startedAt: string): number {
    let from = 0;
    let to = this.ids.length;
    while (from < to) {
      const middle = (from + to) >>> 1;
      const id = this.ids[middle]!;
      if (id < sessionId || (id === sessionId && this.starts[middle]! <= startedAt)) from = middle + 1;
      else to = middle;
    }
    return this.ids[from - 1] === sessionId ? from - 1 : -1;
  }
}
