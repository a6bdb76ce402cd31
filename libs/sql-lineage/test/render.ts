import { tableText, type ColumnRef, type StatementLineage, type TableRef } from '../src/index';

/** A result in the lines of a `.case` file; only `<-`, `<~` and `!!` are always compared. A select that was read has no line of its own. */
export function render(lineage: StatementLineage): readonly string[] {
  return [
    ...(lineage.kind === 'select' && lineage.rung === 'native'
      ? []
      : [`@ ${lineage.kind}${lineage.rung === 'native' ? '' : ` ${lineage.rung}`}`]),
    ...lineage.outputs.map((o) => `=> ${text(o.table)} ${o.effect}`),
    ...lineage.columns.flatMap(({ output, sources }) =>
      sources.map(
        (s) =>
          `${column(output)} <- ${column(s.source)} ${s.kinds.join('+').toLowerCase()}${s.masking ? ' masked' : ''}`,
      ),
    ),
    ...lineage.influences.flatMap(({ outputTable, outputColumns, input, kinds }) =>
      (outputColumns === 'all'
        ? [text(outputTable)]
        : outputColumns.map((c) => `${text(outputTable)}.${c}`)
      ).map((to) => `${to} <~ ${column(input)} ${kinds.join('+').toLowerCase()}`),
    ),
    ...lineage.definedColumns.map(
      ({ table, columns }) =>
        `: ${text(table)} (${columns === null ? '?' : columns.map((c) => c.name).join(', ')})`,
    ),
    ...lineage.schemaChanges.map((change) => {
      switch (change.kind) {
        case 'rename-table':
        case 'append-table':
          return `% ${change.kind} ${text(change.from)} ${text(change.to)}`;
        case 'rename-column':
          return `% ${change.kind} ${text(change.table)}.${change.from} ${change.to}`;
        case 'add-column':
        case 'drop-column':
          return `% ${change.kind} ${text(change.table)}.${change.column}`;
        case 'set-location':
          return `% ${change.kind} ${text(change.table)} ${change.location}`;
      }
    }),
    ...Object.entries(lineage.sessionEffect).map(
      ([name, value]) =>
        `& ${name} ${typeof value === 'object' && !Array.isArray(value) ? JSON.stringify(value) : String(value)}`,
    ),
    ...lineage.diagnostics.map((d) => `!! ${d.code}${d.subject === null ? '' : ` ${d.subject}`}`),
  ];
}

const text = (table: TableRef | null): string => {
  if (table === null) return '$';
  return table.kind === 'table' && table.temp ? `temp.${table.name}` : tableText(table);
};

const column = (ref: { readonly table: TableRef | null; readonly column: ColumnRef['column'] }): string =>
  `${text(ref.table)}.${ref.column}`;
