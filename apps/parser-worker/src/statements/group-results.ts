import { createHash } from 'node:crypto';
import type {
  Analysis,
  Execution,
  LineageExtracted,
  ObservedStatement,
  QueryObserved,
} from '@tributary/contracts';

/** One message per result, with every execution that it holds for, in the order of the batch. */
export function groupResults(
  { source, statements }: QueryObserved,
  results: readonly (Analysis | undefined)[],
): LineageExtracted[] {
  const groups = new Map<string, { analysis: Analysis; executions: Execution[] }>();
  results.forEach((analysis, index) => {
    if (analysis === undefined) return;
    const execution = executionOf(statements[index]!);
    const group = groups.get(analysis.key);
    if (group === undefined) {
      groups.set(analysis.key, { analysis, executions: [execution] });
      return;
    }
    group.executions.push(execution);
    // Texts that differ in white space alone share a result; spans count in one of them, the same one wherever the batch was cut.
    if (textOrder(analysis.sql, group.analysis.sql) < 0) group.analysis = analysis;
  });
  return [...groups.values()].map(({ analysis, executions }) => ({
    type: 'lineage-extracted',
    version: 1,
    source,
    analysis,
    executions,
  }));
}

/** By the hash that the store orders texts by. */
function textOrder(a: string, b: string): number {
  if (a === b) return 0;
  return hashOf(a) < hashOf(b) ? -1 : 1;
}

const hashOf = (text: string): string => createHash('sha256').update(JSON.stringify(text)).digest('hex');

function executionOf(statement: ObservedStatement): Execution {
  const {
    dialect: _d,
    database: _b,
    searchPath: _p,
    tempTables: _t,
    sql: _s,
    sqlHash: _h,
    ...execution
  } = statement;
  return execution;
}
