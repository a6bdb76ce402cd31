import { tableText, type AnalyzedStatement, type StatementLineage } from '@tributary/sql-lineage';
import { table } from '../print/table';
import { columnEdges } from './column-edges';

/** `insert · line 12 · raw.orders → core.orders`, its columns, what decides about its rows, and what is not sure. */
export function describeLineage({ lineage, start }: AnalyzedStatement, script: string): string {
  const edges = columnEdges(lineage).map(({ from, to, kinds, expression }) => [
    `${to.table}.${to.column}`,
    '←',
    `${from.table}.${from.column}`,
    kinds.join(', ').toLowerCase(),
    shortened(expression),
  ]);
  const parts = [heading(lineage, lineOf(script, start))];
  if (edges.length > 0) parts.push(table(['column', '', 'from', 'how', 'expression'], edges));
  const deciders = deciding(lineage);
  if (deciders.length > 0) parts.push(`decided by: ${deciders.join(', ')}`);
  for (const { code, message } of lineage.diagnostics) parts.push(`! ${code}: ${message}`);
  return parts.join('\n');
}

function heading(lineage: StatementLineage, line: number): string {
  const inputs = lineage.inputs.map(tableText).join(', ');
  const outputs = lineage.outputs.map((output) => tableText(output.table)).join(', ');
  const flow = outputs === '' ? inputs : `${inputs === '' ? '' : `${inputs} `}→ ${outputs}`;
  const rung = lineage.rung === 'native' ? [] : [`read by ${lineage.rung}`];
  return [lineage.kind, `line ${line}`, ...(flow === '' ? [] : [flow]), ...rung].join(' · ');
}

function deciding(lineage: StatementLineage): string[] {
  const kindsByColumn = new Map<string, Set<string>>();
  for (const { input, kinds } of lineage.influences) {
    const column = `${tableText(input.table)}.${input.column}`;
    const known = kindsByColumn.get(column) ?? new Set();
    for (const kind of kinds) known.add(kind.toLowerCase());
    kindsByColumn.set(column, known);
  }
  return [...kindsByColumn].map(([column, kinds]) => `${column} (${[...kinds].join(', ')})`);
}

const lineOf = (script: string, offset: number): number => script.slice(0, offset).split('\n').length;

function shortened(expression: string | null): string {
  const text = (expression ?? '').replace(/\s+/g, ' ');
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
