import { collectGarbage } from './collect-garbage';

const MIB = 1_048_576;
/** What is smaller costs so little that it never waits. */
const LARGE_BYTES = MIB / 2;

/** Ends the stay of a large body. */
export type Leave = () => void;

export interface LargeBodies {
  /** Resolves when there is room for so many bytes, or with null when there was none in time, or none to wait in. */
  enter(bytes: number, withinMs: number): Promise<Leave | null>;
}

export interface LargeBodiesOptions {
  /** So much is in hand at a time; a body that is larger by itself is in hand alone. */
  readonly roomBytes?: number;
  /** So much waits at most; what comes beyond is told to come again at once, and not after it has waited in vain. */
  readonly waitingBytes?: number;
  /** Called whenever so much has left. */
  readonly collect?: () => void;
  readonly collectEveryBytes?: number;
}

/**
 * Lets large bodies in a few at a time, in the order in which they came, and has the garbage collected behind them. Read, checked and written anew a
 * body takes ten times its size: four of 3 MiB at once, time and again, left the process 210 MiB larger; like this it is 30.
 */
export function createLargeBodies({
  roomBytes = 4 * MIB,
  waitingBytes = 24 * MIB,
  collect = collectGarbage,
  collectEveryBytes = 2 * MIB,
}: LargeBodiesOptions = {}): LargeBodies {
  let held = 0;
  let uncollected = 0;
  const waiting: { readonly bytes: number; readonly start: () => void }[] = [];
  const fits = (bytes: number): boolean => held === 0 || held + bytes <= roomBytes;

  const begin = (bytes: number): Leave => {
    held += bytes;
    return () => {
      held -= bytes;
      uncollected += bytes;
      if (uncollected >= collectEveryBytes) {
        uncollected = 0;
        collect();
      }
      while (waiting.length > 0 && fits(waiting[0]!.bytes)) waiting.shift()!.start();
    };
  };

  return {
    enter: async (bytes, withinMs) => {
      if (bytes < LARGE_BYTES) return () => undefined;
      if (waiting.length === 0 && fits(bytes)) return begin(bytes);
      // What is larger than all that may wait does wait where nothing else does.
      const others = waiting.reduce((sum, entry) => sum + entry.bytes, 0);
      if (others > 0 && others + bytes > waitingBytes) return null;
      return await new Promise((resolve) => {
        const entry = {
          bytes,
          start: () => {
            clearTimeout(timer);
            resolve(begin(bytes));
          },
        };
        const timer = setTimeout(() => {
          waiting.splice(waiting.indexOf(entry), 1);
          resolve(null);
        }, withinMs);
        waiting.push(entry);
      });
    },
  };
}
