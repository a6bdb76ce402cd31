/** Why a warehouse did not answer; closed, so that callers can decide by it. */
export type WarehouseErrorCode =
  | 'permission-denied'
  | 'relation-missing'
  | 'result-too-large'
  | 'warehouse-paused'
  | 'timed-out'
  | 'aborted'
  | 'statement-failed'
  | 'unreachable';

/** A warehouse's refusal, with the code to decide by and the engine's own words. */
export class WarehouseError extends Error {
  override readonly name = 'WarehouseError';

  constructor(
    readonly code: WarehouseErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** The code of a warehouse's refusal, null for any other error. */
export const warehouseErrorCode = (error: unknown): WarehouseErrorCode | null =>
  error instanceof WarehouseError ? error.code : null;
