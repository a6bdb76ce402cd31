import type { AthenaHistoryPort } from '@tributary/warehouse';

/** The workgroups to read. Throws when one was asked for that is not there: its name is likely misspelt, and silence would look like no history. */
export async function readWorkgroups(
  athena: AthenaHistoryPort,
  wanted: readonly string[] | null,
): Promise<readonly string[]> {
  const all = await athena.workgroups();
  if (wanted === null) return all;
  const missing = wanted.filter((name) => !all.includes(name));
  if (missing.length > 0)
    throw new Error(`ATHENA_WORKGROUPS names '${missing.join("', '")}'; there are only: ${all.join(', ')}`);
  return wanted;
}
