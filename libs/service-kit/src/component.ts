/** A part of a process with a life of its own: checked before anything starts, started in order, stopped in reverse. */
export interface Component {
  readonly name: string;
  /** Boot-time connection test. A throw is retried with back-off until the start-up deadline. */
  check?(): Promise<void>;
  start?(): Promise<void>;
  /** Releases everything; resolves when what was in hand is finished or given back. */
  stop?(): Promise<void>;
}
