import type {
  CoverageResponse,
  DatasetListResponse,
  DatasetResponse,
  DiffResponse,
  EvidenceResponse,
  ImpactGroupsResponse,
  ImpactResponse,
  LineageResponse,
  PathsResponse,
  ProducersResponse,
  ResolveResponse,
  RunsResponse,
  SearchResponse,
  Source,
  SimulateResponse,
} from '@tributary/contracts';
import type { Database } from '../store/database';
import { coverage } from './coverage';
import { datasetDetails } from './dataset-details';
import { diff, type DiffQuestion } from './diff';
import { exportSnapshot } from './export-snapshot';
import { evidence, type EvidenceQuestion } from './evidence';
import { impact, type ImpactQuestion } from './impact';
import { impactGroups, type ImpactGroupsQuestion } from './impact-groups';
import { inReadTransaction, inSnapshot } from './in-read-transaction';
import { lineage, type LineageQuestion } from './lineage';
import { createJobReader, type JobReader } from './jobs/job-reader';
import { listDatasets } from './list-datasets';
import { paths, type PathsQuestion } from './paths';
import { producers } from './producers';
import type { Found } from './refusal';
import { resolve } from './resolve';
import { runs, type PageQuestion } from './runs';
import type { ProposedStatement } from './proposed/proposed-statement';
import { simulateStatements, type StatementsSimulated } from './proposed/simulate-statements';
import { schemasAsOf, type SchemaRequest } from '../schemas-as-of';
import { simulate, type ColumnQuestion } from './simulate';
import { sources } from './sources';
import { search, type SearchQuestion } from './search';

/** Questions to the graph. Each is answered from one snapshot, or throws ReadTimeout when its budget is spent. */
export interface GraphReader {
  search(question: SearchQuestion): Promise<Found<SearchResponse>>;
  listDatasets(question: PageQuestion): Promise<Found<DatasetListResponse>>;
  /** The one dataset an address means, and how it was read; see resolveDataset. */
  resolve(address: string): Promise<Found<ResolveResponse>>;
  dataset(address: string): Promise<Found<DatasetResponse>>;
  lineage(question: LineageQuestion): Promise<Found<LineageResponse>>;
  paths(question: PathsQuestion): Promise<Found<PathsResponse>>;
  impact(question: ImpactQuestion): Promise<Found<ImpactResponse>>;
  /** The same in groups. */
  impactGroups(question: ImpactGroupsQuestion): Promise<Found<ImpactGroupsResponse>>;
  evidence(question: EvidenceQuestion): Promise<Found<EvidenceResponse>>;
  simulate(question: ColumnQuestion): Promise<Found<SimulateResponse>>;
  /** What statements would change that nobody has run yet. */
  simulateStatements(
    statements: readonly ProposedStatement[],
    most: { readonly depth: number; readonly limit: number },
  ): Promise<StatementsSimulated>;
  /** The warehouses that statements came from. */
  sources(): Promise<Source[]>;
  /** The column names that tables had at a time; see schemasAsOf. */
  schemas(requests: readonly SchemaRequest[]): Promise<(string[] | null)[]>;
  diff(question: DiffQuestion): Promise<Found<DiffResponse>>;
  producers(): Promise<ProducersResponse>;
  coverage(): Promise<CoverageResponse>;
  runs(question: PageQuestion): Promise<Found<RunsResponse>>;
  /** Jobs and runs, with the datasets between them. */
  readonly jobs: JobReader;
  /** The whole graph as JSON lines, of one snapshot; see exportGraph. */
  export(write: (line: string) => Promise<void>): Promise<void>;
}

const DEFAULT_BUDGET_MS = 5_000;
/** A page of an export holds 2,000 records and blocks nobody. */
const EXPORT_PAGE_BUDGET_MS = 60_000;

/** Reads the graph in `database`, which may be reached with a read-only role. */
export function createGraphReader(
  database: Database,
  { budgetMs = DEFAULT_BUDGET_MS }: { readonly budgetMs?: number } = {},
): GraphReader {
  return {
    search: (question) => inReadTransaction(database, budgetMs, (snapshot) => search(snapshot, question)),
    listDatasets: (question) =>
      inReadTransaction(database, budgetMs, (snapshot) => listDatasets(snapshot, question)),
    resolve: (address) => inReadTransaction(database, budgetMs, (snapshot) => resolve(snapshot, address)),
    dataset: (address) =>
      inReadTransaction(database, budgetMs, (snapshot) => datasetDetails(snapshot, address)),
    lineage: (question) => inReadTransaction(database, budgetMs, (snapshot) => lineage(snapshot, question)),
    paths: (question) => inReadTransaction(database, budgetMs, (snapshot) => paths(snapshot, question)),
    impact: (question) => inReadTransaction(database, budgetMs, (snapshot) => impact(snapshot, question)),
    impactGroups: (question) =>
      inReadTransaction(database, budgetMs, (snapshot) => impactGroups(snapshot, question)),
    evidence: (question) => inReadTransaction(database, budgetMs, (snapshot) => evidence(snapshot, question)),
    simulate: (question) => inReadTransaction(database, budgetMs, (snapshot) => simulate(snapshot, question)),
    simulateStatements: (statements, most) =>
      inReadTransaction(database, budgetMs, (snapshot) => simulateStatements(snapshot, statements, most)),
    sources: () => inReadTransaction(database, budgetMs, sources),
    schemas: (requests) =>
      inReadTransaction(database, budgetMs, (snapshot) => schemasAsOf(snapshot, requests)),
    diff: (question) => inSnapshot(database, budgetMs, (snapshot) => diff(snapshot, question)),
    producers: () => inSnapshot(database, budgetMs, producers),
    coverage: () => inSnapshot(database, budgetMs, coverage),
    runs: (question) => inReadTransaction(database, budgetMs, (snapshot) => runs(snapshot, question)),
    jobs: createJobReader(database, budgetMs),
    export: (write) => exportSnapshot(database, Math.max(budgetMs, EXPORT_PAGE_BUDGET_MS), write),
  };
}
