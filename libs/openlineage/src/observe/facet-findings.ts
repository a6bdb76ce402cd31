export interface FacetWarning {
  readonly code: FacetWarningCode;
  readonly detail: string;
}

export type FacetWarningCode =
  | 'facet-malformed'
  | 'lineage-entry-ignored'
  | 'input-field-ignored'
  | 'too-many-edges'
  | 'sql-unread'
  | 'sql-disagrees';

/** The same fault on each of a thousand columns need not be told a thousand times. */
const MOST_WARNINGS = 50;

/** Collects what is wrong inside facets; an event is never lost to them. */
export class FacetFindings {
  readonly warnings: FacetWarning[] = [];

  warn(code: FacetWarningCode, detail: string): void {
    if (this.warnings.length < MOST_WARNINGS) this.warnings.push({ code, detail });
  }
}
