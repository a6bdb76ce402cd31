import { type EdgeKind, directKinds, indirectKinds } from '@tributary/contracts';
import { isObject, listAt, memberOf, textAt } from '../json/json-value';

/** What the transformations of one input say together. */
export interface Transformed {
  readonly kinds: readonly EdgeKind[];
  /** As the producer wrote them: `DIRECT/IDENTITY`; `UNSPECIFIED` where it wrote none. */
  readonly words: readonly string[];
  readonly masking: boolean;
  readonly description: string | null;
}

/**
 * Reads `transformations`; types and subtypes in any case. `wide`: the input decides about the whole dataset.
 * DIRECT without a subtype that we know is UNSPECIFIED. The graph has no word for an influence of unknown kind; CONDITIONAL claims the least.
 * An unknown subtype is kept in the description.
 */
export function readTransformations(input: unknown, wide: boolean): Transformed {
  const list = listAt(input, 'transformations').filter(isObject);
  const kinds = new Set<EdgeKind>();
  const written = new Set<string>();
  const words: string[] = [];
  for (const entry of list) {
    const subtype = textAt(entry, 'subtype');
    const kind = kindOf(textAt(entry, 'type'), subtype);
    kinds.add(kind);
    written.add(wordOf(textAt(entry, 'type'), subtype));
    if (subtype !== null && kind !== normalised(subtype)) words.push(subtype);
    const description = textAt(entry, 'description');
    if (description !== null) words.push(description);
  }
  if (kinds.size === 0) kinds.add(wide ? 'CONDITIONAL' : 'UNSPECIFIED');
  return {
    kinds: [...kinds],
    words: written.size === 0 ? [UNSPECIFIED] : [...written],
    masking: list.some((entry) => memberOf(entry, 'masking') === true),
    description: words.length === 0 ? null : [...new Set(words)].join('; ').slice(0, MOST_DESCRIPTION),
  };
}

/** The form before 1.1: one `transformationType` (IDENTITY or MASKED) per output field. */
export function readLegacyTransformation(field: unknown): Transformed | null {
  const type = textAt(field, 'transformationType');
  const description = textAt(field, 'transformationDescription');
  if (type === null && description === null) return null;
  const masked = normalised(type ?? '') === 'MASKED';
  const kind = masked ? 'TRANSFORMATION' : kindOf('DIRECT', type);
  return {
    kinds: [kind],
    words: [wordOf(null, type)],
    masking: masked,
    description: description?.slice(0, MOST_DESCRIPTION) ?? null,
  };
}

const MOST_DESCRIPTION = 2_000;

const UNSPECIFIED = 'UNSPECIFIED';

const wordOf = (type: string | null, subtype: string | null): string =>
  subtype === null ? (type ?? UNSPECIFIED) : `${type ?? UNSPECIFIED}/${subtype}`;

const normalised = (word: string): string => word.trim().toUpperCase();

function kindOf(type: string | null, subtype: string | null): EdgeKind {
  const word = normalised(subtype ?? '');
  const indirect = normalised(type ?? '') === 'INDIRECT';
  const known = (indirect ? indirectKinds : directKinds).find((kind) => kind === word);
  return known ?? (indirect ? 'CONDITIONAL' : 'UNSPECIFIED');
}
