import type { MarquezEndpoint } from '../marquez-endpoint';
import { columnLineage } from './column-lineage';
import { listDatasets, listVersions, oneDataset, oneVersion } from './datasets';
import { events } from './events';
import { listAllJobs, listJobs, listRuns, oneJob } from './jobs';
import { lineage } from './lineage';
import { listNamespaces, oneNamespace } from './namespaces';
import { oneRun, runFacets } from './runs';
import { search } from './search';
import { listSources, oneSource } from './sources';
import { stats } from './stats';
import { tags } from './tags';

/** Marquez' reads, in the order in which they are documented. */
export const marquezEndpoints: readonly MarquezEndpoint[] = [
  lineage,
  columnLineage,
  search,
  listNamespaces,
  oneNamespace,
  listSources,
  oneSource,
  listDatasets,
  oneDataset,
  listVersions,
  oneVersion,
  listAllJobs,
  oneRun,
  runFacets,
  listJobs,
  oneJob,
  listRuns,
  tags,
  ...events,
  ...stats,
];
