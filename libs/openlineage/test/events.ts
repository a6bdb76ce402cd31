/** A whole run event; a test mentions only what it is about. */
export function runEvent(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    eventType: 'COMPLETE',
    eventTime: '2026-03-01T08:00:00Z',
    producer: 'https://example.org/zoo/1.0',
    schemaURL: 'https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent',
    run: { runId: '0195c2a0-0000-7000-8000-000000000001' },
    job: { namespace: 'zoo', name: 'feed_cats' },
    inputs: [dataset('cats')],
    outputs: [dataset('meals')],
    ...changes,
  };
}

/** A table of the zoo's Postgres. */
export function dataset(name: string, facets: Record<string, unknown> = {}): Record<string, unknown> {
  return { namespace: 'postgres://zoo:5432', name: `pets.public.${name}`, facets };
}
