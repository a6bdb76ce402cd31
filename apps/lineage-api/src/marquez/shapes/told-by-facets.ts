import type { Facets } from '@tributary/graph-store';
import { z } from 'zod';

/** Facets are what producers make them: what is not as the specification has it says nothing. */
const text = z.string().min(1).nullable().catch(null).default(null);
const listOf = <T extends z.ZodType>(item: T) =>
  z
    .array(item.nullable().catch(null))
    .catch([])
    .default([])
    .transform((items) => items.filter((each) => each !== null));

const documentation = z.object({ description: text }).catch({ description: null });
const location = z.object({ url: text }).catch({ url: null });
const lifecycle = z.object({ lifecycleStateChange: text }).catch({ lifecycleStateChange: null });
const nominal = z
  .object({ nominalStartTime: text, nominalEndTime: text })
  .catch({ nominalStartTime: null, nominalEndTime: null });
const tagList = z
  .object({ tags: listOf(z.object({ key: z.string().min(1), field: text })) })
  .catch({ tags: [] });
const schema = z
  .object({ fields: listOf(z.object({ name: z.string(), description: text })) })
  .catch({ fields: [] });

/** What a `documentation` facet says. */
export const descriptionIn = (facets: Facets): string | null =>
  documentation.parse(facets['documentation']).description;

/** Where the source of a job lies. */
export const locationIn = (facets: Facets): string | null => location.parse(facets['sourceCodeLocation']).url;

/** What was last done to a dataset as a whole: `CREATE`, `RENAME`. */
export const lifecycleIn = (facets: Facets): string | null =>
  lifecycle.parse(facets['lifecycleStateChange']).lifecycleStateChange;

/** The keys of the tags of the whole, or of one column. */
export function tagsIn(facets: Facets, column: string | null = null): string[] {
  const { tags } = tagList.parse(facets['tags']);
  return [...new Set(tags.filter(({ field }) => field === column).map(({ key }) => key))];
}

/** What a `schema` facet says of a column. */
export const columnDescriptionIn = (facets: Facets, column: string): string | null =>
  schema.parse(facets['schema']).fields.find(({ name }) => name === column)?.description ?? null;

/** The time that a run is for. */
export function nominalTimesIn(facets: Facets): {
  readonly start: string | null;
  readonly end: string | null;
} {
  const { nominalStartTime: start, nominalEndTime: end } = nominal.parse(facets['nominalTime']);
  return { start, end };
}
