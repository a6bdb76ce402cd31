import { z } from 'zod';

/** An edge of the export that holds now. */
export interface ExportedEdge {
  readonly id: string;
  readonly from: ExportedEnd;
  readonly to: ExportedEnd;
  readonly direct: boolean;
  readonly kinds: readonly string[];
  readonly masking: boolean;
  /** UTC, without a zone. */
  readonly validFrom: string;
}

export interface ExportedEnd {
  readonly namespace: string;
  readonly name: string;
  readonly column: string;
}

/** How the current edges are written for another tool. */
export interface ExportFormat {
  readonly contentType: string;
  readonly head: string;
  readonly edge: (edge: ExportedEdge) => string;
  readonly foot: () => string;
}

const end = z.object({ namespace: z.string(), name: z.string(), column: z.string() });
const record = z.object({
  record: z.enum(['edge', 'influence']),
  id: z.string(),
  from: end,
  to: end,
  kinds: z.array(z.string()),
  masking: z.boolean(),
  validFrom: z.string(),
  validTo: z.string().nullable(),
});

/** The current edge that a line of the export holds; null for every other record, and for edges that are over. */
export function edgeOf(line: string): ExportedEdge | null {
  const read = record.safeParse(JSON.parse(line));
  if (!read.success || read.data.validTo !== null) return null;
  const { id, from, to, kinds, masking, validFrom } = read.data;
  return { id, from, to, direct: read.data.record === 'edge', kinds, masking, validFrom };
}
