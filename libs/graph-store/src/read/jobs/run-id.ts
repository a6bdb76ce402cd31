import { createHash } from 'node:crypto';

/** A run of a statement, by the ids that its warehouse gave. */
export interface ExecutionKey {
  readonly sourceId: string;
  readonly executionId: string;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const MOST_DIGITS = 18;

const markOf = (sourceId: string): string => createHash('sha256').update(sourceId).digest('hex').slice(0, 12);

/**
 * A run's id as a UUID, because clients insist on one. Athena's ids are UUIDs and stay; Redshift's numbers travel in the custom bits of a
 * UUID of version 8 beside a mark of their source, so that the run is found again without an index of its own. Any other id stays as it is.
 */
export function writeRunId({ sourceId, executionId }: ExecutionKey): string {
  if (!/^(0|[1-9]\d*)$/.test(executionId) || executionId.length > MOST_DIGITS) return executionId;
  const digits = BigInt(executionId).toString(16).padStart(18, '0');
  const mark = markOf(sourceId);
  return `${mark.slice(0, 8)}-${mark.slice(8)}-8${digits.slice(0, 3)}-b${digits.slice(3, 6)}-${digits.slice(6)}`;
}

/** Which execution such an id may mean, and in which of the sources. */
export function readRunId(
  id: string,
  sourceIds: readonly string[],
): { readonly executionId: string; readonly sourceIds: readonly string[] } {
  const text = id.toLowerCase();
  if (!uuid.test(text) || text[14] !== '8' || text[19] !== 'b') return { executionId: id, sourceIds };
  const mark = text.slice(0, 8) + text.slice(9, 13);
  const marked = sourceIds.filter((sourceId) => markOf(sourceId) === mark);
  // A UUID of Athena's may look like one of ours by chance; its mark does not.
  if (marked.length === 0) return { executionId: id, sourceIds };
  const digits = text.slice(15, 18) + text.slice(20, 23) + text.slice(24);
  return { executionId: BigInt(`0x${digits}`).toString(), sourceIds: marked };
}
