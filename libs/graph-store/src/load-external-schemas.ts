import { externalSchema } from '@tributary/contracts';
import type { ExternalSchemaFact } from './projection/implied-aliases';
import type { Queryable } from './store/database';
import selectExternalSchemas from './statements/select-external-schemas.sql';

interface Row {
  readonly body: unknown;
  readonly observed_at: string;
  readonly namespace: string;
}

/** Every external schema that a catalog told of, as it was last seen. */
export async function loadExternalSchemas(database: Queryable): Promise<ExternalSchemaFact[]> {
  const rows = await database.query<Row>(selectExternalSchemas);
  return rows.map(({ body, observed_at, namespace }) => ({
    ...externalSchema.parse(body),
    observedAt: observed_at,
    namespace,
  }));
}
