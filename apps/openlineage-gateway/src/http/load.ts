export interface LoadLimits {
  readonly requests: number;
  readonly bytes: number;
}

/** One request's share of the memory. */
export interface Ticket {
  hold(bytes: number): void;
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

export function createLoad(limits: LoadLimits): Load {
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
      return {
        hold: (more) => {
          held += more;
          bytes += more;
        },
        overloaded: () => bytes > limits.bytes,
        leave: () => {
          requests -= 1;
          bytes -= held;
        },
      };
    },
  };
}
