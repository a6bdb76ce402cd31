import type { LineageResponse } from '@tributary/contracts';
import { useClient } from '../api/client-context';
import { type Asked, useAnswer } from '../api/use-answer';

/** Which dataset an address means: names may be short, in another case, or ambiguous, and the server decides. */
export function useRoot(dataset: string): Asked<LineageResponse> {
  const client = useClient();
  return useAnswer(dataset, (signal) =>
    client.lineage({ dataset, column: null, direction: 'both', depth: 1, kinds: 'direct' }, signal),
  );
}
