import { TableNamer } from '../bind/table-namer';
import { tableKey, type TableRef } from '../bind/table-ref';
import type { SchemaChange, StatementLineage } from '../edges/statement-lineage';
import type { AnalyzeOptions } from '../options';
import { contractTemps } from '../session/contract-temps';
import { Session } from '../session/session';
import { OverlaySchema } from '../session/overlay-schema';
import { splitStatements } from '../split/split-statements';
import { answerOf, type JsonlAnswer } from './answer';
import { namedSchema, nameParts } from './named-schema';
import { BadRequest, readRequest, type JsonlRequest, type JsonlStatement } from './request';

/** What a line is answered with; `ok: false` when the line was no request, and then `error` says why. */
export interface JsonlReply {
  readonly ok: boolean;
  readonly line: string;
}

/** Answers one line of `analyze --jsonl` with one line. */
export function analyzeJsonlRequest(line: string): JsonlReply {
  let request: JsonlRequest;
  try {
    request = readRequest(line);
  } catch (error) {
    if (!(error instanceof BadRequest)) throw error;
    return { ok: false, line: JSON.stringify({ id: idOf(line), error: error.message }) };
  }
  return { ok: true, line: JSON.stringify(answer(request)) };
}

function answer(request: JsonlRequest): JsonlAnswer {
  const context = optionsOf(request, request);
  const shared = new OverlaySchema(namedSchema(request.schema, context));
  const sessions = new Map<string, Session>();
  const results: StatementLineage[] = [];
  for (const statement of request.statements) {
    let session = sessions.get(statement.session);
    if (session === undefined) {
      session = new Session({ ...optionsOf(request, statement), schema: shared });
      sessions.set(statement.session, session);
    }
    if (statement.change !== null && statement.sql === null) {
      shared.apply(changesOf(statement.change, session.context()));
      continue;
    }
    for (const { text } of splitStatements(statement.sql ?? '', request.dialect))
      results.push(session.analyze(text));
  }
  // One text of one statement keeps its temp table: there is no other that could read it.
  if (request.script && results.length <= 1) return answerOf(request.id, results);
  const listed = listedTemps(request, context);
  const isTemp = (table: TableRef): boolean =>
    (table.kind === 'table' && table.temp) || listed.has(tableKey(table));
  return answerOf(request.id, contractTemps(results, isTemp));
}

function optionsOf(
  request: JsonlRequest,
  { defaultDatabase, defaultSchema }: Pick<JsonlStatement, 'defaultDatabase' | 'defaultSchema'>,
): AnalyzeOptions {
  return {
    dialect: request.dialect,
    ...(defaultDatabase === null ? {} : { defaultDatabase }),
    ...(defaultSchema === null ? {} : { searchPath: [defaultSchema] }),
  };
}

/** The tables that the caller treats as temporary though their statements make permanent ones. */
function listedTemps(request: JsonlRequest, options: AnalyzeOptions): ReadonlySet<string> {
  const namer = new TableNamer(options);
  return new Set(request.tempTables.map((name) => tableKey(namer.target(nameParts(name, options)))));
}

function changesOf(
  change: NonNullable<JsonlStatement['change']>,
  options: AnalyzeOptions,
): readonly SchemaChange[] {
  const namer = new TableNamer(options);
  const from = namer.target(nameParts(change.from, options));
  const to = namer.target(nameParts(change.to, options));
  const there: SchemaChange = { kind: 'rename-table', from, to };
  return change.op === 'rename' ? [there] : [there, { kind: 'rename-table', from: to, to: from }];
}

/** The id of a line that is no request, where it can still be found. */
function idOf(line: string): unknown {
  try {
    const value: unknown = JSON.parse(line);
    return (value as { id?: unknown } | null)?.id ?? null;
  } catch {
    return null;
  }
}
