import type { EventObserved, EventReceived } from '@tributary/contracts';
import { crossCheck } from '../sql/cross-check';
import { readEventSql } from '../sql/read-event-sql';
import type { ReadSql } from '../sql/sql-request';
import { bestEdges } from './best-edges';
import { FacetFindings } from './facet-findings';
import { collapseInfluences } from './merge-edges';
import { type Naming, canonicalNaming } from './naming';
import { readDatasets } from './read-datasets';
import { readJob } from './read-job';
import { readRun } from './read-run';
import { seeingSymlinks } from './seeing-symlinks';
import { eventOf } from './state-event';
import { withoutWords } from './stated-edge';
import { readStatedFacets } from './stated-facets';
import { toStated } from './to-stated';

/**
 * Reads one event: run, job, datasets, the edges its facets state, and what our engine makes of its SQL. Faults inside facets become warnings.
 * Throws when the message holds no JSON object: the gateway would never have let it through.
 * Without `readSql` only facets count. Names are spelt canonically, unless `spelling` says otherwise.
 */
export function observeEvent(
  message: EventReceived,
  readSql: ReadSql | null,
  spelling: Naming = canonicalNaming(),
): EventObserved {
  const { envelope, body, receivedAt } = message;
  const event = eventOf(message);
  const naming = seeingSymlinks(event, spelling);
  const found = new FacetFindings();

  const datasets = readDatasets(event, naming, found);
  const facets = readStatedFacets(event, naming, found);
  const edges = collapseInfluences(bestEdges(facets, found).map(withoutWords));
  const sql = readSql === null ? [] : readEventSql(event, datasets, readSql, found);
  crossCheck(edges, sql, found);

  return {
    type: 'event-observed',
    version: 1,
    receivedAt,
    envelope,
    run: readRun(event, envelope),
    job: readJob(event, envelope),
    datasets,
    edges,
    stated: toStated(facets, edges),
    sql,
    warnings: found.warnings,
    body,
  };
}
