import { edgeKind, isDirect, type DatasetName, type EdgeKind, type Source } from '@tributary/contracts';
import type { ProposedChange, ProposedEdge, ProposedStatement } from '@tributary/graph-store';
import { datasetNameOfTable } from '@tributary/identity';
import type { SchemaChange, StatementLineage, TableRef } from '@tributary/sql-lineage';

/** What the engine read, under the names of the graph. */
export function toProposed(lineage: StatementLineage, source: Source): ProposedStatement {
  const nameOf = (table: TableRef): DatasetName => datasetNameOfTable(source, table);
  return {
    reads: lineage.inputs.map(nameOf),
    writes: lineage.outputs
      .filter(({ table }) => isLasting(table))
      .map(({ table, effect }) => ({ dataset: nameOf(table), effect })),
    edges: edgesOf(lineage, nameOf),
    defines: lineage.definedColumns
      .filter(({ table }) => isLasting(table))
      .map(({ table, columns }) => ({
        dataset: nameOf(table),
        columns: columns?.map(({ name }) => name) ?? null,
      })),
    changes: lineage.schemaChanges.flatMap((change) => changeOf(change, nameOf)),
  };
}

const isLasting = (table: TableRef): boolean => table.kind !== 'table' || !table.temp;

function edgesOf(
  { columns, influences }: StatementLineage,
  nameOf: (table: TableRef) => DatasetName,
): ProposedEdge[] {
  const edges: ProposedEdge[] = [];
  for (const { output, sources } of columns) {
    if (output.table === null || !isLasting(output.table)) continue;
    const to = { dataset: nameOf(output.table), column: output.column };
    for (const { source, kinds, masking } of sources) {
      const from = { dataset: nameOf(source.table), column: source.column };
      edges.push(...byDirection(kinds).map((part) => ({ from, to, masking, ...part })));
    }
  }
  for (const { outputTable, outputColumns, input, kinds } of influences) {
    if (outputTable === null || !isLasting(outputTable)) continue;
    const from = { dataset: nameOf(input.table), column: input.column };
    for (const column of outputColumns === 'all' ? ['*'] : outputColumns) {
      const to = { dataset: nameOf(outputTable), column };
      edges.push(...byDirection(kinds).map((part) => ({ from, to, masking: false, ...part })));
    }
  }
  return edges;
}

/** The graph keeps what flows apart from what only decides. */
function byDirection(kinds: readonly string[]): { kinds: EdgeKind[]; direct: boolean }[] {
  const known = edgeKind.options.filter((kind) => kinds.includes(kind));
  return [known.filter(isDirect), known.filter((kind) => !isDirect(kind))]
    .filter((part) => part.length > 0)
    .map((part) => ({ kinds: part, direct: isDirect(part[0]!) }));
}

function changeOf(change: SchemaChange, nameOf: (table: TableRef) => DatasetName): ProposedChange[] {
  switch (change.kind) {
    case 'rename-table':
      return isLasting(change.from)
        ? [{ kind: change.kind, from: nameOf(change.from), to: nameOf(change.to) }]
        : [];
    case 'rename-column':
      return [{ kind: change.kind, dataset: nameOf(change.table), from: change.from, to: change.to }];
    case 'add-column':
    case 'drop-column':
      return [{ kind: change.kind, dataset: nameOf(change.table), column: change.column }];
    case 'append-table':
    case 'set-location':
      // Rows move, or lie elsewhere: names, columns and edges stay what they are.
      return [];
  }
}
