import { type Leave, createLargeBodies } from './large-bodies';

export interface LoadLimits {
  readonly requests: number;
  readonly bytes: number;
}

/** One request's share of the memory. */
export interface Ticket {
  hold(bytes: number): void;
  /**
   * Waits, where a body of so many bytes is a large one, until there is room for it; false when there was none in time. `completeAt`, by `performance.now()`, is
   * when the client had sent all of it: since then it waits.
   */
  turn(bytes: number, completeAt: number): Promise<boolean>;
  /** How long the client had waited by then: it is missing for the rest. */
  readonly waitedMs: number;
  /** True when the requests in hand together hold too much. */
  overloaded(): boolean;
  leave(): void;
}

/** Counts what is in hand, so that a queue that stalls becomes a 503 and not an out-of-memory. */
export interface Load {
  /** Undefined: too many requests are in hand. */
  enter(): Ticket | undefined;
  readonly requests: number;
}

/** Half of the time that clients have: what cannot begin by then would be answered to nobody. */
const TURN_WITHIN_MS = 2_500;

export function createLoad(limits: LoadLimits): Load {
  const large = createLargeBodies();
  let requests = 0;
  let bytes = 0;
  return {
    get requests() {
      return requests;
    },
    enter: () => {
      if (requests >= limits.requests || bytes > limits.bytes) return undefined;
      requests += 1;
      let held = 0;
      let leaveLarge: Leave | null = null;
      let waitedMs = 0;
      return {
        get waitedMs() {
          return waitedMs;
        },
        hold: (more) => {
          held += more;
          bytes += more;
        },
        turn: async (size, completeAt) => {
          const left = TURN_WITHIN_MS - (performance.now() - completeAt);
          leaveLarge = await large.enter(size, Math.max(0, left));
          waitedMs = performance.now() - completeAt;
          return leaveLarge !== null;
        },
        overloaded: () => bytes > limits.bytes,
        leave: () => {
          requests -= 1;
          bytes -= held;
          leaveLarge?.();
        },
      };
    },
  };
}
