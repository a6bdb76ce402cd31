/** Whether a cursor's count of edges, that a walk may look at, can be one that was handed out: Postgres counts them in 32 bits. */
export const isWalkSize = (edges: string | number | undefined, least: number): edges is number =>
  typeof edges === 'number' && edges >= least && edges < 2 ** 31;
