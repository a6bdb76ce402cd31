import { z } from 'zod';

const facets = z.record(z.string(), z.unknown()).nullish().catch({});
const event = z.object({
  run: z.object({ facets }).nullish(),
  job: z.object({ facets }).nullish(),
});

/** The facets that a run's events came to: of each name the last one. An event that cannot be read as JSON has none. */
export function eventFacets(events: readonly string[], of: 'run' | 'job'): Record<string, unknown> {
  const found = new Map<string, unknown>();
  for (const text of events) {
    const read = event.safeParse(parsed(text));
    const said = read.success ? Object.entries(read.data[of]?.facets ?? {}) : [];
    for (const [name, facet] of said) if (facet !== null) found.set(name, facet);
  }
  return Object.fromEntries(found);
}

/** An event as it was sent, but for numbers beyond 2^53, which JavaScript rounds; null when it is no strict JSON, as Python's NaN is none. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
