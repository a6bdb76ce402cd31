import { readInstant } from '../read-instant';

/** When sessions began, to tell those of one id apart: Redshift uses the ids of ended sessions again. */
export class SessionStarts {
  private readonly starts = new Map<number, string[]>();
  private readonly databases = new Map<string, string>();

  /** Takes a session's start as the warehouse writes it. */
  add(sessionId: number, startTime: string, database: string | null): void {
    const known = this.starts.get(sessionId) ?? [];
    const start = readInstant(startTime);
    known.push(start);
    if (database !== null) this.databases.set(`${sessionId}@${start}`, database);
    this.starts.set(sessionId, known.sort());
  }

  /** When the session began in which a statement started, null when that is not known. */
  of(sessionId: number, startedAt: string): string | null {
    const starts = this.starts.get(sessionId) ?? [];
    return starts.findLast((start) => start <= startedAt) ?? null;
  }

  /** The name of a session, unique within the source: `1073741001@2026-05-04T10:00:00.000000Z`. */
  keyOf(sessionId: number, startedAt: string): string {
    const start = this.of(sessionId, startedAt);
    return start === null ? String(sessionId) : `${sessionId}@${start}`;
  }

  /** The database that a session is in, null when that is not known. */
  databaseOf(sessionId: number, startedAt: string): string | null {
    return this.databases.get(this.keyOf(sessionId, startedAt)) ?? null;
  }
}
