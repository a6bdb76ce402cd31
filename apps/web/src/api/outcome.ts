import type { Problem } from '@tributary/contracts';

/** Why a question got no answer, in words for the person who asked. */
export interface Trouble {
  readonly kind: 'refused' | 'unreachable' | 'unreadable';
  readonly title: string;
  /** What was wrong and how to mend it. */
  readonly detail: string;
  readonly status: number | null;
  readonly code: string;
  /** What an ambiguous name could mean. */
  readonly candidates: readonly string[];
}

export type Outcome<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly trouble: Trouble };

/** A problem+json answer as the UI shows it. */
export const refused = (problem: Problem): Trouble => ({
  kind: 'refused',
  title: problem.title,
  detail: problem.detail,
  status: problem.status,
  code: problem.code,
  candidates: problem.candidates ?? [],
});

/** The server could not be asked at all. */
export const unreachable = (path: string): Trouble => ({
  kind: 'unreachable',
  title: 'The lineage API does not answer',
  detail: `Nothing came back for ${path}. Check that lineage-api is running and that this page can reach it, then try again.`,
  status: null,
  code: 'unreachable',
  candidates: [],
});

/** An answer that is not in the agreed shape: usually a page and a server of different versions. */
export const unreadable = (path: string, status: number, found: string): Trouble => ({
  kind: 'unreadable',
  title: 'The answer is not one this page understands',
  detail: `${path} answered ${status} in an unexpected shape: ${found}. Page and server may be of different versions; reload the page.`,
  status,
  code: 'unexpected-shape',
  candidates: [],
});
