import type { DatasetName } from '@tributary/contracts';
import { nameKey } from '../name-key';
import { contentHash } from './content-hash';
import type { AliasEvidenceRow, AliasKind, NameLinkRow, NameRow, ObservationRows } from './observation-rows';

/** The name's row in the dictionary of names. */
export const nameRow = (dataset: DatasetName): NameRow => ({
  name_key: nameKey(dataset),
  namespace: dataset.namespace,
  name: dataset.name,
});

/** Rows that say two names may be one table, in both directions. */
export const linkRows = (a: string, b: string): NameLinkRow[] =>
  a === b
    ? []
    : [
        { name_key: a, other_key: b },
        { name_key: b, other_key: a },
      ];

/** Rows for one piece of alias evidence; the evidence is the same one whenever it is seen again, and keeps its earliest time. */
export function aliasRows(
  kind: AliasKind,
  dataset: DatasetName,
  other: DatasetName,
  observedAt: string,
  detail: unknown = null,
): Pick<ObservationRows, 'dataset_name' | 'name_link' | 'alias_evidence'> {
  const left = nameRow(dataset);
  const right = nameRow(other);
  const evidence: AliasEvidenceRow = {
    evidence_key: contentHash([kind, left.name_key, right.name_key, detail]),
    kind,
    name_key: left.name_key,
    other_key: right.name_key,
    observed_at: observedAt,
    body: { detail },
  };
  return {
    dataset_name: [left, right],
    name_link: linkRows(left.name_key, right.name_key),
    alias_evidence: [evidence],
  };
}

/** `s3://bucket/a/b/` → namespace `s3://bucket`, name `a/b`; null for anything that is not a path in S3. */
export function locationName(location: string): DatasetName | null {
  const match = /^s3[an]?:\/\/([^/]+)\/*(.*?)\/*$/.exec(location);
  if (!match) return null;
  return { namespace: `s3://${match[1]!}`, name: match[2] || '/' };
}
