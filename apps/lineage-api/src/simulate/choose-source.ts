import type { Source, SqlChange } from '@tributary/contracts';
import { found, refused, type Found } from '@tributary/graph-store';

/** The warehouse that new SQL would run in: the one named, or the only one of its dialect. */
export function chooseSource(sources: readonly Source[], { source, dialect }: SqlChange): Found<Source> {
  const candidates = sources.filter((each) =>
    source === undefined ? each.kind === dialect : each.id === source,
  );
  const [only, ...others] = candidates;
  if (only === undefined) {
    return refused(
      'unknown-source',
      source ?? dialect,
      sources.map(({ id }) => id),
    );
  }
  return others.length === 0
    ? found(only)
    : refused(
        'ambiguous-source',
        dialect,
        candidates.map(({ id }) => id),
      );
}
