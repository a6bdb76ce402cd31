import type { Env } from '../trace/env';
import { bindCommonTables } from '../trace/evaluate-query';
import type { CommonTable } from '../tree/query';
import type { Draft } from './draft';

/** The WITH of a write, bound before what it reads. */
export function envOf(
  d: Draft,
  s: { readonly ctes: readonly CommonTable[]; readonly recursive: boolean },
): Env | null {
  return s.ctes.length === 0 ? null : bindCommonTables(d.analysis, s.ctes, s.recursive, null, null);
}
