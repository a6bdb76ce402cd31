import type { ProducersResponse } from '@tributary/contracts';
import type { Queryable } from '../store/database';
import selectProducers from './statements/select-producers.sql';

interface ProducerRow {
  readonly producer: string;
  readonly edges: number;
  readonly events: number;
  readonly first_seen_at: Date;
  readonly last_seen_at: Date;
}

/** Warehouses and tools by what they have said: edges that rest on them, events they have sent. */
export async function producers(database: Queryable): Promise<ProducersResponse> {
  const rows = await database.query<ProducerRow>(selectProducers);
  return {
    producers: rows.map((row) => ({
      producer: row.producer,
      edges: row.edges,
      events: row.events,
      firstSeenAt: row.first_seen_at.toISOString(),
      lastSeenAt: row.last_seen_at.toISOString(),
    })),
  };
}
