/** What people call a job, and where. */
export interface JobName {
  readonly namespace: string;
  readonly name: string;
}

/** A job of the graph: a statement's shape with the dataset that it writes, or a job of OpenLineage by its key. */
export type JobRef =
  | {
      readonly kind: 'statement';
      readonly datasetId: string;
      readonly sourceId: string;
      readonly shapeHash: string;
    }
  | { readonly kind: 'events'; readonly jobKey: string };

/** One text for a job, to tell it from others. */
export const refKey = (ref: JobRef): string =>
  ref.kind === 'events' ? ref.jobKey : `${ref.datasetId} ${ref.shapeHash} ${ref.sourceId}`;
