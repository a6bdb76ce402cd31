import type { EventEdge } from '@tributary/contracts';

/** An edge with its kinds also as the producer wrote them, which the graph has no use for: to show what an event says. */
export interface StatedEdge extends EventEdge {
  readonly words: readonly string[];
}

/** The edge as the graph takes it. */
export function withoutWords({ words: _words, ...edge }: StatedEdge): EventEdge {
  return edge;
}
