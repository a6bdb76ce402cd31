import { createHash } from 'node:crypto';
import type { Analysis, Source } from '@tributary/contracts';
import { ENGINE_VERSION } from '@tributary/sql-lineage';

type Facts = Pick<Analysis, 'sqlHash' | 'dialect' | 'database' | 'tempTables' | 'datasets' | 'consulted'> & {
  readonly source: Source;
  readonly searchPath: readonly string[];
};

/** The SHA-256 of all that a result depends on: an equal key is an equal result, wherever and whenever it was made. */
export function analysisKey(facts: Facts): string {
  const { sqlHash, dialect, source, database, searchPath, tempTables, datasets, consulted } = facts;
  const schemas = consulted.map(({ dataset, columns }) => {
    const { namespace, name, temp } = datasets[dataset]!;
    return [namespace, name, temp, columns];
  });
  return createHash('sha256')
    .update(
      JSON.stringify([
        sqlHash,
        dialect,
        [source.kind, source.id, source.namespace],
        database,
        searchPath,
        tempTables,
        schemas,
        ENGINE_VERSION,
      ]),
    )
    .digest('hex');
}
