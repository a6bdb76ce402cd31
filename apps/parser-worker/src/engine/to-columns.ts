import { edgeKind, type Analysis, type EdgeKind } from '@tributary/contracts';
import type { ColumnSource, StatementLineage } from '@tributary/sql-lineage';
import type { DatasetList } from './dataset-list';

/** What flows into each output column. The columns of a bare query belong to nobody and are left out. */
export function toColumns(lineage: StatementLineage, list: DatasetList): Analysis['columns'] {
  return lineage.columns.flatMap(({ output, sources, expression }) => {
    if (output.table === null) return [];
    return [
      {
        dataset: list.indexOf(output.table),
        column: output.column,
        sources: sources.map((source) => toSource(source, list)),
        expression: expression === null ? null : { text: expression.text, span: placeOf(expression.span) },
      },
    ];
  });
}

/** What decides about groups of output columns. */
export function toInfluences(lineage: StatementLineage, list: DatasetList): Analysis['influences'] {
  return lineage.influences.flatMap(({ outputTable, outputColumns, input, kinds, span }) => {
    if (outputTable === null) return [];
    return [
      {
        dataset: list.indexOf(outputTable),
        columns: outputColumns === 'all' ? null : [...outputColumns],
        source: toSource({ source: input, kinds, masking: false }, list),
        span: span === null ? null : placeOf(span),
      },
    ];
  });
}

const toSource = ({ source, kinds, masking }: ColumnSource, list: DatasetList) => ({
  dataset: list.indexOf(source.table),
  column: source.column,
  kinds: toKinds(kinds),
  masking,
});

function toKinds(kinds: readonly string[]): EdgeKind[] {
  return kinds.map((kind) => {
    const known = edgeKind.safeParse(kind);
    if (known.success) return known.data;
    throw new Error(
      `the engine calls a flow '${kind}', which is none of ${edgeKind.options.join(', ')}: the engine and the contracts have grown apart`,
    );
  });
}

const placeOf = ({ start, end }: { readonly start: number; readonly end: number }) => ({ start, end });
