export { receiveEvent, type Reception } from './receive-event';
export { readEnvelope, type EnvelopeReading } from './envelope/read-envelope';
export {
  envelopeWarningCodes,
  type EnvelopeWarningCode,
  type EventProblem,
  type EventWarning,
  type ProblemCode,
} from './envelope/problem';
export { redactEventText } from './redact/redact-event-text';
export type { KnownColumns, ReadSql, SqlRequest } from './sql/sql-request';
export { splitJsonArray } from './json/split-json-array';
export { observeEvent } from './observe/observe-event';
export { stateEvent, type EventStatement } from './observe/state-event';
export type { FlowEnd, JobFlow } from './observe/job-flows';
export { type StatedEdge, withoutWords } from './observe/stated-edge';
export { FacetFindings, type FacetWarning, type FacetWarningCode } from './observe/facet-findings';
export { asWritten, canonicalNaming, type Naming } from './observe/naming';
export { readEvent, type EventReading } from './accumulate/event-reading';
export { readObserved, type ObservedEvent } from './accumulate/observed-reading';
export {
  accumulateRun,
  lineageOf,
  type AccumulatedLineage,
  type AccumulatedRun,
  type RunState,
} from './accumulate/accumulate-run';
export { declaresLineage } from './accumulate/declarations';
export { compareInstants } from './accumulate/in-order';
export { currentFacets, type CurrentFacets, type DatasetFacets, type Facets } from './facets/current-facets';
export { accumulateHistory, type EventHistory } from './accumulate/accumulate-history';
export {
  OWN_PRODUCER,
  type EmittedDatasetEvent,
  type EmittedEvent,
  type EmittedRunEvent,
} from './emit/openlineage-event';
export { runEventsOf } from './emit/run-events-of-statement';
export { datasetEventsOf } from './emit/dataset-events-of-catalog';
