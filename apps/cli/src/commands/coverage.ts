import { type CoverageResponse, coverageResponse } from '@tributary/contracts';
import type { Command } from 'commander';
import { askApi } from '../api-client';
import { type ApiCommandOptions, addApiOptions, clientOf } from '../api-options';
import { print } from '../print/print';
import { table } from '../print/table';

/** `tributary coverage`: what was seen, how it was read, what was skipped and why. */
export function addCoverageCommand(program: Command): void {
  addApiOptions(
    program.command('coverage').description('what was seen, how it was read, what was skipped and why'),
  ).action(async (options: ApiCommandOptions) => {
    const answer = await askApi(clientOf(options), 'v1/coverage', {}, coverageResponse);
    print(options.json ? JSON.stringify(answer, null, 2) : describe(answer));
  });
}

function describe({ statements, events, graph, diagnostics, tables, sources }: CoverageResponse): string {
  const counts = (record: Readonly<Record<string, number>>): (string | number)[][] =>
    Object.entries(record).sort(([a, m], [b, n]) => n - m || a.localeCompare(b));
  return [
    `Statements: ${statements.seen} seen, ${statements.published} published, ${statements.skipped} skipped; ${statements.distinct} distinct texts`,
    table(['read by', 'texts'], counts(statements.byRung)),
    ...(statements.skipped > 0
      ? [table(['skipped because', 'statements'], counts(statements.skippedByCode))]
      : []),
    `Events: ${events.stored} stored`,
    `Graph: ${graph.datasets} datasets, ${graph.columns} columns, ${graph.directEdges} value edges, ${graph.indirectEdges} influences`,
    ...(Object.keys(diagnostics).length > 0 ? [table(['not known', 'times'], counts(diagnostics))] : []),
    ...(tables !== undefined && tables.compared > 0 ? describeTables(tables) : []),
    table(
      ['source', 'last run', 'outcome'],
      sources.map((source) => [source.id, source.lastRunAt ?? 'never', source.lastOutcome ?? '-']),
    ),
  ].join('\n\n');
}

function describeTables(tables: NonNullable<CoverageResponse['tables']>): string[] {
  const { compared, agreed, undecided, missed, latestMissed } = tables;
  return [
    `Tables that the warehouse touched: compared with ${compared} texts, ${agreed} agreed, ${undecided} undecided, ${missed} missed some`,
    ...(latestMissed.length > 0
      ? [
          table(
            ['missed table', 'by', 'latest run', 'text'],
            latestMissed.map((each) => [
              each.datasetId,
              each.statementKind,
              each.executionId,
              each.sqlHash.slice(0, 12),
            ]),
          ),
        ]
      : []),
  ];
}
