import { ConfigurationError } from '@tributary/service-kit';

/** Half-open: statements that ended at `from` belong to it, those that ended at `to` to the next. */
export interface Window {
  readonly from: Date;
  readonly to: Date;
}

export interface WindowOptions {
  /** Overlap with what an earlier run has read. */
  readonly lookbackMinutes: number;
  /** How long the warehouse may take to write a statement into its history. */
  readonly settleMinutes: number;
  /** How far the very first run goes back. */
  readonly initialLookbackDays: number;
  /** Given by hand: read exactly this, and leave the watermark alone. */
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
}

export interface PlannedWindow extends Window {
  readonly movesWatermark: boolean;
  /** The warehouse may have forgotten statements since the last run: from when to when. */
  readonly gap: Window | null;
  /** The outage before this run came near to what the warehouse remembers: when it began to forget what had not been read. Null: it did not. */
  readonly forgetsAt: Date | null;
}

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const before = (time: Date, ms: number): Date => new Date(time.getTime() - ms);
const later = (a: Date, b: Date): Date => (a.getTime() > b.getTime() ? a : b);

/**
 * Decides what to read. The window reaches from a lookback before the watermark (so an outage of any length loses nothing that the warehouse
 * still knows, and statements written late or whose transaction was open are read again) to a little before the warehouse's now.
 */
export function planWindow(
  options: WindowOptions,
  warehouse: { readonly now: Date; readonly retentionDays: number },
  watermark: Date | null,
): PlannedWindow {
  const { now, retentionDays } = warehouse;
  const to = options.to ?? before(now, options.settleMinutes * MINUTE_MS);
  const remembered = before(now, Math.max(retentionDays, options.initialLookbackDays) * DAY_MS);
  const usual =
    watermark === null
      ? before(now, options.initialLookbackDays * DAY_MS)
      : before(watermark, options.lookbackMinutes * MINUTE_MS);
  const from = options.from ?? later(usual, remembered);
  if (from.getTime() >= to.getTime()) throw emptyWindow(options, { from, to });
  const guaranteed = before(now, retentionDays * DAY_MS);
  const isByHand = options.from !== undefined || options.to !== undefined;
  const missed = watermark !== null && !isByHand && watermark.getTime() < guaranteed.getTime();
  return {
    from,
    to,
    movesWatermark: !isByHand,
    gap: missed ? { from: watermark, to: guaranteed } : null,
    forgetsAt: isByHand || missed ? null : nearlyForgotten(watermark, { now, retentionDays }),
  };
}

/** The part of the warehouse's memory that an outage may use up before somebody should hear of it. */
const SAFE_PART = 0.6;

function nearlyForgotten(
  watermark: Date | null,
  { now, retentionDays }: { readonly now: Date; readonly retentionDays: number },
): Date | null {
  if (watermark === null || watermark.getTime() > before(now, retentionDays * SAFE_PART * DAY_MS).getTime())
    return null;
  return new Date(watermark.getTime() + retentionDays * DAY_MS);
}

/** Given by hand an empty window is a mistake in the call; otherwise the watermark cannot be right. */
function emptyWindow(options: WindowOptions, { from, to }: Window): Error {
  const [start, end] = [from.toISOString(), to.toISOString()];
  if (options.to !== undefined && options.from === undefined)
    return new ConfigurationError([
      {
        variable: 'COLLECT_TO',
        message: `COLLECT_TO (--until) is ${end}, and a run would read from ${start} on: that part was read before; to read it again give COLLECT_FROM (--since) too`,
      },
    ]);
  if (options.from !== undefined)
    return new ConfigurationError([
      {
        variable: 'COLLECT_FROM',
        message: `COLLECT_FROM (--since) is ${start}, not before the window's end ${end}`,
      },
    ]);
  return new Error(`the window is empty: from ${start} to ${end}; is the watermark in the future?`);
}
