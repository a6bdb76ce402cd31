import type { CoverageResponse, ImpactResponse } from '@tributary/contracts';

/** What the last line of `--once` says, for programs. */
export interface Summary {
  readonly ok: boolean;
  /** Why not ok: a sentence each. */
  readonly problems: readonly string[];
  readonly seconds: number;
  readonly statements: CoverageResponse['statements'];
  readonly events: CoverageResponse['events'];
  readonly graph: CoverageResponse['graph'];
  readonly deadLetters: Readonly<Record<string, number>>;
}

const counts = (record: Readonly<Record<string, number>>): string =>
  Object.entries(record)
    .sort(([, m], [, n]) => n - m)
    .map(([name, count]) => `${count} ${name}`)
    .join(', ') || 'none';

/** What came out, for people: counts, and one impact answer worth reading. */
export function describeSummary(summary: Summary, impact: ImpactResponse | null): string {
  const { statements, events, graph } = summary;
  const lines = [
    '',
    `  statements   ${statements.seen} seen, ${statements.published} published, ${statements.skipped} skipped (${counts(statements.skippedByCode)})`,
    `               ${statements.distinct} distinct texts, read by: ${counts(statements.byRung)}`,
    `  events       ${events.stored} stored`,
    `  graph        ${graph.datasets} datasets, ${graph.columns} columns, ${graph.directEdges} value edges, ${graph.indirectEdges} influences`,
  ];
  if (impact !== null) {
    const name = `${impact.root.dataset.displayName}.${impact.root.column ?? '*'}`;
    lines.push(
      '',
      `  What breaks if ${name} changes? ${impact.totals.columns} columns in ${impact.totals.datasets} datasets:`,
    );
    for (const { dataset, hop, columns } of impact.affected.slice(0, 12)) {
      const direct = columns.filter((column) => column.direct).map((column) => column.column);
      const shown = direct.length > 0 ? direct.join(', ') : 'only which rows it has';
      lines.push(
        `    ${String(hop).padStart(2)} ${hop === 1 ? 'hop ' : 'hops'}  ${dataset.displayName.padEnd(34)} ${shown}`,
      );
    }
    if (impact.affected.length > 12) lines.push(`    … and ${impact.affected.length - 12} more`);
  }
  for (const problem of summary.problems) lines.push('', `  ✗ ${problem}`);
  return lines.join('\n');
}
