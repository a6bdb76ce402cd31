import { isDirect, type EdgeKind } from '@tributary/contracts';
import { keyOf, type StatementRun } from './statement-run';

export interface ColumnAddress {
  readonly key: string;
  /** `*`: the whole dataset. */
  readonly column: string;
}

/** One hop as a statement makes it, between names as written. */
export interface StatementEdge {
  readonly from: ColumnAddress;
  readonly to: ColumnAddress;
  readonly direct: boolean;
  readonly kinds: readonly EdgeKind[];
  readonly masking: boolean;
  readonly expression: string | null;
  readonly span: { readonly start: number; readonly end: number } | null;
  /** Temp tables that the value passed through, first to last. */
  readonly via: readonly string[];
}

/** The hops of one run. `columnsOf` tells the columns of a table whose rows are moved whole (ALTER TABLE APPEND); null when unknown. */
export function statementEdges(
  run: StatementRun,
  columnsOf: (key: string) => readonly string[] | null,
): StatementEdge[] {
  const { analysis } = run;
  const key = (index: number): string => keyOf(analysis.datasets[index]!, run);
  const edges: StatementEdge[] = [];

  for (const { dataset, column, sources, expression } of analysis.columns) {
    for (const source of sources) {
      edges.push(
        ...byDirectness(source.kinds).map(({ direct, kinds }) => ({
          from: { key: key(source.dataset), column: source.column },
          to: { key: key(dataset), column },
          direct,
          kinds,
          masking: source.masking,
          expression: expression?.text ?? null,
          span: expression?.span ?? null,
          via: [],
        })),
      );
    }
  }
  for (const { dataset, columns, source, span } of analysis.influences) {
    for (const column of columns ?? ['*']) {
      edges.push({
        from: { key: key(source.dataset), column: source.column },
        to: { key: key(dataset), column },
        direct: false,
        kinds: source.kinds,
        masking: source.masking,
        expression: null,
        span,
        via: [],
      });
    }
  }
  for (const change of analysis.schemaChanges) {
    if (change.kind !== 'append-table') continue;
    if (analysis.columns.some(({ dataset }) => dataset === change.to)) continue;
    for (const column of columnsOf(key(change.from)) ?? ['*']) {
      edges.push(moved({ key: key(change.from), column }, { key: key(change.to), column }));
    }
  }
  // The token scan knows tables only: the whole input may flow into the whole output.
  if (analysis.rung === 'tables-only') {
    for (const output of analysis.outputs) {
      if (edges.some((edge) => edge.to.key === key(output.dataset))) continue;
      for (const input of analysis.inputs) {
        edges.push(
          moved({ key: key(input), column: '*' }, { key: key(output.dataset), column: '*' }, 'UNSPECIFIED'),
        );
      }
    }
  }
  // What the warehouse read and the text does not show: nobody knows which columns.
  for (const output of analysis.outputs) {
    for (const input of analysis.missed ?? []) {
      edges.push(
        moved({ key: key(input), column: '*' }, { key: key(output.dataset), column: '*' }, 'UNSPECIFIED'),
      );
    }
  }
  return edges;
}

const moved = (from: ColumnAddress, to: ColumnAddress, kind: EdgeKind = 'IDENTITY'): StatementEdge => ({
  from,
  to,
  direct: true,
  kinds: [kind],
  masking: false,
  expression: null,
  span: null,
  via: [],
});

/** One source may both flow and decide (`case when a then a end`): that is two edges. */
function byDirectness(kinds: readonly EdgeKind[]): { direct: boolean; kinds: EdgeKind[] }[] {
  return [
    { direct: true, kinds: kinds.filter(isDirect) },
    { direct: false, kinds: kinds.filter((kind) => !isDirect(kind)) },
  ].filter((part) => part.kinds.length > 0);
}
