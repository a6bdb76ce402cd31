import type {
  CatalogObserved,
  CollectionRunFinished,
  LineageQueueMessage,
  ObservedStatement,
  QueryObserved,
  Source,
} from '@tributary/contracts';
import type { Publisher } from '@tributary/messaging';
import type { Clock, Logger } from '@tributary/service-kit';
import { Ledger } from './ledger';
import { type Batch, inBatches } from './publish/in-batches';
import { observeStatement } from './publish/observe-statement';
import { observeView } from './publish/observe-view';
import type { CatalogReading, CatalogSource } from './source/catalog-source';
import type { HistoryItem, HistorySource } from './source/history-source';
import { SourcePausedError } from './source/source-paused-error';
import { startEarly } from './source/start-early';
import type { CollectorState, StateStore } from './state/state-store';
import { type PlannedWindow, type WindowOptions, planWindow } from './window/plan-window';

export interface CollectOptions {
  readonly source: Source;
  /** The program's name, for the ledger. */
  readonly collector: string;
  readonly runId: string;
  readonly history: HistorySource;
  readonly catalog: CatalogSource;
  readonly state: StateStore;
  readonly queries: Publisher<QueryObserved>;
  readonly lineage: Publisher<LineageQueueMessage>;
  readonly window: WindowOptions;
  readonly clock: Clock;
  readonly logger: Logger;
}

const BATCH = { items: 50, bytes: 200 * 1024 };
const TABLES = { items: 500, bytes: 200 * 1024 };

/**
 * One run: the catalog, the view definitions, the window's statements, the ledger; then, with all of it accepted, the watermark. What cannot be
 * read is skipped with a code; what cannot be published fails the run, and the next one reads the window again.
 */
export async function collect(options: CollectOptions): Promise<CollectionRunFinished> {
  const { history, state, logger } = options;
  const startedAt = options.clock.now();
  const ledger = new Ledger();
  const stored = await state.read();
  const watermark = stored === null ? null : new Date(stored.state.watermark);
  const plan = (now: Date): PlannedWindow =>
    planWindow(options.window, { now, retentionDays: history.retentionDays }, watermark);

  const asked = await warehouseNow(history);
  const window = plan(asked ?? startedAt);
  const observedAt = (asked ?? startedAt).toISOString();
  const finish = async (outcome: CollectionRunFinished['outcome']): Promise<CollectionRunFinished> => {
    const report = reportOf(options, { ledger, window, startedAt, outcome });
    await options.lineage.publish([report], { groupId: options.source.id });
    return report;
  };
  if (asked === null) {
    logger.warn('the warehouse is paused: nothing to read now, and its history stays');
    ledger.problem('warehouse-paused', 'the warehouse was paused; its history stays and is read later');
    return await finish('partial');
  }
  if (window.gap !== null) {
    const { from, to } = window.gap;
    const detail = `the last run was so long ago that the warehouse may have forgotten statements from ${from.toISOString()} to ${to.toISOString()}`;
    logger.error(detail);
    ledger.problem('history-gap', detail);
  }
  if (window.forgetsAt !== null) {
    const detail = `the last run was long ago: from ${window.forgetsAt.toISOString()} on the warehouse may have forgotten what was not read`;
    logger.warn(detail);
    ledger.warning('history-gap-near', detail);
  }

  // A window given by hand leaves the state, and so what the runs by schedule still have to look after.
  const { pending = [], undecided = [] } = (window.movesWatermark && stored?.state) || {};
  // The warehouse finds its history while its catalog is read and published.
  const items = startEarly(history.read(window, [...new Set([...pending, ...undecided])]));
  try {
    await publishCatalog(options, ledger, observedAt);
    await publishHistory(options, ledger, items, { pending, undecided });
  } catch (error) {
    void items.return?.().catch(() => undefined);
    ledger.problem('run-failed', error instanceof Error ? error.message : String(error));
    await finish('failed').catch((cause: unknown) =>
      logger.error({ err: cause }, 'the report was not accepted'),
    );
    throw error;
  }
  const report = await finish(ledger.outcome());

  if (window.movesWatermark) {
    const next = {
      version: 1 as const,
      watermark: window.to.toISOString(),
      runId: options.runId,
      pending: ledger.pending,
      undecided: ledger.undecided,
    };
    if (!(await state.write(next, stored)))
      logger.warn('another run of this source finished meanwhile: its watermark stays');
  }
  return report;
}

/** Null when the warehouse is paused. */
async function warehouseNow(history: HistorySource): Promise<Date | null> {
  try {
    return await history.now();
  } catch (error) {
    if (error instanceof SourcePausedError) return null;
    throw error;
  }
}

async function publishCatalog(options: CollectOptions, ledger: Ledger, observedAt: string): Promise<void> {
  const { source, runId, logger } = options;
  let reading: CatalogReading;
  try {
    reading = await options.catalog.read();
  } catch (error) {
    // Statements are worth more than nothing: their schemas come with a later run.
    logger.error({ err: error }, 'the catalog could not be read: going on without');
    ledger.problem('catalog-unreadable', error instanceof Error ? error.message : String(error));
    return;
  }
  for (const { code, detail } of reading.problems) {
    logger.warn({ code }, detail);
    ledger.problem(code, detail);
  }

  const { externalSchemas, datashares, searchPaths } = reading;
  const head = { type: 'catalog-observed' as const, version: 1 as const, source, runId, observedAt };
  const messages: CatalogObserved[] = [];
  if (externalSchemas.length + datashares.length + searchPaths.length > 0)
    messages.push({ ...head, tables: [], externalSchemas, datashares, searchPaths });
  for await (const { items: tables } of inBatches(reading.tables, TABLES, bytesOfTable)) {
    messages.push({ ...head, tables, externalSchemas: [], datashares: [], searchPaths: [] });
    ledger.tables += tables.length;
  }
  await options.lineage.publish(messages, { groupId: source.id });

  const definitions: ObservedStatement[] = [];
  for (const view of reading.views) {
    const observed = observeView(view, observedAt);
    if (observed.kind === 'observed') definitions.push(observed.statement);
    else ledger.problem(`view-${observed.code}`, `view ${view.dataset.name}: ${observed.detail}`);
  }
  ledger.views += await publishStatements(options, definitions);
}

async function publishHistory(
  options: CollectOptions,
  ledger: Ledger,
  items: AsyncIterable<HistoryItem>,
  before: Pick<CollectorState, 'pending' | 'undecided'>,
): Promise<void> {
  const pending = new Set(before.pending);
  const undecided = new Set(before.undecided);
  const forget = (executionId: string): void => {
    pending.delete(executionId);
    undecided.delete(executionId);
  };

  async function* statements(): AsyncGenerator<ObservedStatement> {
    for await (const item of items) {
      if (item.kind === 'problem') {
        options.logger.warn({ code: item.code }, item.detail);
        ledger.problem(item.code, item.detail);
        continue;
      }
      if (item.kind === 'skip') {
        forget(item.executionId);
        ledger.skip(item.executionId, item.code, item.detail);
        continue;
      }
      const { executionId } = item.statement;
      // It was published like that before, and there is nothing new about it.
      if (item.undecided === true && undecided.delete(executionId)) {
        ledger.undecided.push(executionId);
        continue;
      }
      forget(executionId);
      const observed = observeStatement(item.statement, 'history');
      if (observed.kind === 'skip') {
        ledger.skip(executionId, observed.code, observed.detail);
        continue;
      }
      if (item.undecided === true) ledger.undecided.push(executionId);
      yield observed.statement;
    }
  }
  ledger.published += await publishStatements(options, statements());

  for (const id of pending) ledger.skip(id, 'text-missing', 'it ran, and the warehouse no longer knows it');
  if (undecided.size > 0)
    ledger.problem(
      'transactions-forgotten',
      `the warehouse no longer knows ${undecided.size} statements that were published while their transactions were open: ${[...undecided].slice(0, 20).join(', ')}`,
    );
}

/** Messages sent at once: an SQS request takes ten, and a megabyte. */
const SENDING = { items: 10, bytes: 800 * 1024 };

async function publishStatements(
  { queries, source, runId }: CollectOptions,
  statements: AsyncIterable<ObservedStatement> | Iterable<ObservedStatement>,
): Promise<number> {
  const messageOf = ({ items }: Batch<ObservedStatement>): QueryObserved => ({
    type: 'query-observed',
    version: 1,
    source,
    runId,
    statements: items,
  });
  const batches = inBatches(statements, BATCH, bytesOfStatement);
  let published = 0;
  // One request is under way while the next messages are read and packed.
  let sending: Promise<void> = Promise.resolve();
  try {
    for await (const { items } of inBatches(batches, SENDING, ({ bytes }) => bytes)) {
      await sending;
      sending = queries.publish(items.map(messageOf), { groupId: source.id });
      sending.catch(() => undefined);
      published += items.reduce((sum, batch) => sum + batch.items.length, 0);
    }
    await sending;
  } catch (error) {
    await sending.catch(() => undefined);
    throw error;
  }
  return published;
}

/** What a statement has beside its text, about. */
const STATEMENT_HEAD_BYTES = 600;
const bytesOfStatement = ({ sql, tablesTouched }: ObservedStatement): number =>
  Buffer.byteLength(sql) +
  STATEMENT_HEAD_BYTES +
  (tablesTouched === undefined ? 0 : JSON.stringify(tablesTouched).length);
const bytesOfTable = (table: CatalogReading['tables'][number]): number =>
  Buffer.byteLength(JSON.stringify(table));

function reportOf(
  options: CollectOptions,
  run: {
    readonly ledger: Ledger;
    readonly window: PlannedWindow;
    readonly startedAt: Date;
    readonly outcome: CollectionRunFinished['outcome'];
  },
): CollectionRunFinished {
  return {
    type: 'collection-run-finished',
    version: 1,
    source: options.source,
    runId: options.runId,
    collector: options.collector,
    window: { from: run.window.from.toISOString(), to: run.window.to.toISOString() },
    startedAt: run.startedAt.toISOString(),
    finishedAt: options.clock.now().toISOString(),
    outcome: run.outcome,
    ...run.ledger.totals(),
  };
}
