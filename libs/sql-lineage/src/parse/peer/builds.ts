import type { Dialect } from '../../dialect/dialect';

/** The part of node-sql-parser that we call. */
export interface PeerParser {
  astify(sql: string, options: { readonly database: string; readonly parseOptions: object }): unknown;
}

interface PeerBuild {
  readonly Parser: new () => PeerParser;
}

/**
 * The grammar that stands nearest to a dialect; where none does, the peer would read another language. Each is loaded when
 * it is first needed, and there are two of its fourteen: on 4,170 published statements of 16 dialects the others together
 * saved none that our parser had given up on, and every further one costs each process 20 ms when it starts.
 */
/* eslint-disable @typescript-eslint/no-require-imports -- an import would run every grammar at once */
const postgres = ['postgresql', () => require('node-sql-parser/build/postgresql') as PeerBuild] as const;
const hive = ['hive', () => require('node-sql-parser/build/hive') as PeerBuild] as const;
/* eslint-enable @typescript-eslint/no-require-imports */

const builds: Partial<Record<Dialect, typeof postgres | typeof hive>> = {
  postgres,
  redshift: postgres,
  ansi: postgres,
  hive,
  spark: hive,
  databricks: hive,
};

const loaded = new Map<string, PeerParser>();

/** The peer's parser for a dialect with the name of its grammar, or null when it has none. */
export function peerFor(dialect: Dialect): { readonly parser: PeerParser; readonly database: string } | null {
  const build = builds[dialect];
  if (build === undefined) return null;
  const [database, load] = build;
  let parser = loaded.get(database);
  if (parser === undefined) {
    parser = new (load().Parser)();
    loaded.set(database, parser);
  }
  return { parser, database };
}
