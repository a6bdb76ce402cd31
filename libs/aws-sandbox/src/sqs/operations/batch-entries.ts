import { AwsError } from '../../http/aws-error';

export const MOST_ENTRIES = 10;

export interface BatchEntry {
  readonly Id: string;
}

/** Throws what SQS answers for a batch that it refuses as a whole. */
export function checkEntries(entries: readonly BatchEntry[] = []): void {
  if (entries.length === 0)
    throw new AwsError(
      'com.amazonaws.sqs#EmptyBatchRequest',
      'There should be at least one entry in the request.',
    );
  if (entries.length > MOST_ENTRIES) {
    throw new AwsError(
      'com.amazonaws.sqs#TooManyEntriesInBatchRequest',
      `Maximum number of entries per request are ${MOST_ENTRIES}. You have sent ${entries.length}.`,
    );
  }
  if (entries.some(({ Id }) => !/^[\w-]{1,80}$/.test(Id))) {
    throw new AwsError(
      'com.amazonaws.sqs#InvalidBatchEntryId',
      'A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most 80 letters long.',
    );
  }
  if (new Set(entries.map(({ Id }) => Id)).size < entries.length) {
    throw new AwsError(
      'com.amazonaws.sqs#BatchEntryIdsNotDistinct',
      'Two or more batch entries have the same Id.',
    );
  }
}

/** One entry's failure is an entry of `Failed`, never the call's. */
export function eachEntry<E extends BatchEntry>(
  entries: readonly E[],
  perform: (entry: E) => object,
): object {
  const Successful: object[] = [];
  const Failed: object[] = [];
  for (const entry of entries) {
    try {
      Successful.push({ Id: entry.Id, ...perform(entry) });
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      const { code, message, status } = error;
      Failed.push({ Id: entry.Id, SenderFault: status < 500, Code: code.split('#').pop(), Message: message });
    }
  }
  return { Successful, Failed: Failed.length > 0 ? Failed : undefined };
}
