import { warehouseErrorCode } from '@tributary/warehouse';

const REFUSALS = new Set<string | null>(['permission-denied', 'relation-missing', 'statement-failed']);

/** True when the warehouse answered, and said no: something may go on without that part. */
export const isRefusal = (error: unknown): boolean => REFUSALS.has(warehouseErrorCode(error));
