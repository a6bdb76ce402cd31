export interface Segment {
  readonly sequence: number;
  readonly text: string;
}

export interface OrderedSegments {
  readonly rows: readonly string[];
  /** False when a sequence number is missing; a missing tail cannot be seen. */
  readonly complete: boolean;
}

/** Puts a statement's rows in order; the views repeat rows at times. */
export function orderSegments(segments: readonly Segment[]): OrderedSegments {
  const bySequence = new Map(segments.map(({ sequence, text }) => [sequence, text]));
  const sequences = [...bySequence.keys()].sort((a, b) => a - b);
  return {
    rows: sequences.map((sequence) => bySequence.get(sequence) ?? ''),
    complete: sequences.length > 0 && sequences.every((sequence, index) => sequence === index),
  };
}
