import { queryObserved, type ObservedStatement, type QueryObserved, type Source } from '@tributary/contracts';

/** A statement to be parsed again, as the SQL of both who ask for it gives it. */
export interface ReparseRow extends ObservedStatement {
  readonly requestKey: string;
  readonly kind: Source['kind'];
  readonly sourceId: string;
  readonly namespace: string;
}

/** The message that has a statement parsed again, with the temp tables that are named and none that others of its batch make. */
export const reparseMessage = ({
  requestKey,
  kind,
  sourceId,
  namespace,
  ...statement
}: ReparseRow): QueryObserved =>
  queryObserved.parse({
    type: 'query-observed',
    version: 1,
    source: { kind, id: sourceId, namespace },
    runId: `reparse:${requestKey}`,
    statements: [statement],
  });
