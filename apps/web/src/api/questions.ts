export type Direction = 'up' | 'down' | 'both';
/** Whether influences (filters, joins, …) are asked for beside the flow of values. */
export type Kinds = 'direct' | 'all';

/** What `/v1/lineage` is asked. */
export interface LineageQuestion {
  readonly dataset: string;
  readonly column: string | null;
  readonly direction: Direction;
  readonly depth: number;
  readonly kinds: Kinds;
}
