import type { Row } from '@tributary/warehouse';
import { readInstant } from '../read-instant';
import { integerOf, textOf } from '../read-value';
import { DEFAULT_SEARCH_PATH, USER_SCHEMA, searchPathSetBy } from '../search-path';
import type { WarehouseUser } from '../users';

interface Setting {
  readonly at: string;
  readonly path: readonly string[] | 'default';
  /** `SET LOCAL` ends with its transaction. */
  readonly onlyTransaction: string | null;
}

export interface StatementPlace {
  readonly sessionId: number;
  /** When the session began, null when that is not known. */
  readonly sessionStart: string | null;
  readonly transactionId: string;
  readonly startedAt: string;
  readonly user: string | null;
  readonly database: string;
}

/** Which schemas a statement's unqualified names were looked up in: as the session set them, else the user's default, else Redshift's. */
export class SearchPaths {
  private readonly settings = new Map<number, Setting[]>();
  private readonly schemas = new Map<string, ReadonlySet<string>>();
  private readonly defaults: ReadonlyMap<string, readonly string[]>;

  constructor(users: readonly WarehouseUser[]) {
    this.defaults = new Map(
      users.flatMap(({ name, searchPath }) => (searchPath === null ? [] : [[name, searchPath] as const])),
    );
  }

  /** Takes a statement that mentions search_path, in the order in which they started. */
  addSetting(row: Row): void {
    const sql = textOf(row, 'query_text').replace(/\\[nrt]/g, ' ');
    const path = searchPathSetBy(sql);
    if (path === null) return;
    const session = integerOf(row, 'session_id');
    const known = this.settings.get(session) ?? [];
    known.push({
      at: readInstant(textOf(row, 'start_time')),
      path,
      onlyTransaction: /^\s*set\s+local\b/i.test(sql) ? textOf(row, 'transaction_id') : null,
    });
    this.settings.set(session, known);
  }

  /** Takes the names of a database's schemas. */
  addSchemas(database: string, schemas: readonly string[]): void {
    this.schemas.set(database, new Set(schemas.map((schema) => schema.toLowerCase())));
  }

  /** The schemas to search, in order. */
  of(statement: StatementPlace): string[] {
    const path = this.configured(statement);
    const own = statement.user?.toLowerCase() ?? '';
    const hasOwnSchema = this.schemas.get(statement.database)?.has(own) ?? false;
    const meant = path.flatMap((schema) => (schema !== USER_SCHEMA ? [schema] : hasOwnSchema ? [own] : []));
    return [...new Set(meant)];
  }

  private configured({
    sessionId,
    sessionStart,
    transactionId,
    startedAt,
    user,
  }: StatementPlace): readonly string[] {
    const setting = this.settings
      .get(sessionId)
      ?.findLast(
        ({ at, onlyTransaction }) =>
          at < startedAt &&
          (sessionStart === null || at >= sessionStart) &&
          (onlyTransaction === null || onlyTransaction === transactionId),
      );
    if (setting !== undefined && setting.path !== 'default') return setting.path;
    return this.defaults.get(user ?? '') ?? DEFAULT_SEARCH_PATH;
  }
}
