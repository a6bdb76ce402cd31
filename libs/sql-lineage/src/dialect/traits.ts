import type { Dialect } from './dialect';

/** What the tokenizer, parser and resolver need to know about a dialect. */
export interface Traits {
  readonly dialect: Dialect;
  /** `"x"` is a string rather than an identifier. */
  readonly doubleQuoteString: boolean;
  /** A backslash escapes inside ordinary strings. */
  readonly backslashEscapes: boolean;
  /** `[x]` quotes an identifier. */
  readonly bracketIdentifiers: boolean;
  /** `# …` starts a comment. */
  readonly hashComments: boolean;
  /** `$tag$ … $tag$` is a string. */
  readonly dollarQuotes: boolean;
  /** `/* … *\/` nests. */
  readonly nestedComments: boolean;
  /** `x -> expression` inside a call is a lambda rather than JSON navigation. */
  readonly lambdas: boolean;
  /** A select item may name an earlier item of the same list. */
  readonly lateralAliases: boolean;
  /** `FROM a, a.items i` navigates into a SUPER or nested column. */
  readonly navigation: boolean;
  /** `user`, `sysdate` and friends are values without parentheses. */
  readonly bareUser: boolean;
  /** A dotted name in one pair of quotes is several parts: `a.b.c` in backticks. */
  readonly dottedQuotes: boolean;
  /** `SELECT` may be left away: `FROM t SELECT a`. */
  readonly fromFirst: boolean;
  /** The schema of an unqualified name when the caller states no search path. */
  readonly defaultSearchPath: readonly string[];
}

const plain: Omit<Traits, 'dialect'> = {
  doubleQuoteString: false,
  backslashEscapes: false,
  bracketIdentifiers: false,
  hashComments: false,
  dollarQuotes: false,
  nestedComments: false,
  lambdas: false,
  lateralAliases: false,
  navigation: false,
  bareUser: false,
  dottedQuotes: false,
  fromFirst: false,
  defaultSearchPath: [],
};
const trino = { lambdas: true };
const hive = {
  doubleQuoteString: true,
  backslashEscapes: true,
  lambdas: true,
  lateralAliases: true,
  fromFirst: true,
};
const postgres = { dollarQuotes: true, nestedComments: true, bareUser: true };

const differences: Readonly<Record<Dialect, Partial<Traits>>> = {
  redshift: {
    ...postgres,
    backslashEscapes: true,
    lateralAliases: true,
    navigation: true,
    defaultSearchPath: ['public'],
  },
  athena: { ...trino, defaultSearchPath: ['default'] },
  postgres: { ...postgres, defaultSearchPath: ['public'] },
  trino,
  presto: trino,
  // A dialect nobody named: an alias that nothing else explains is most likely a lateral one.
  ansi: { dollarQuotes: true, lateralAliases: true },
  spark: hive,
  databricks: hive,
  hive,
  flink: {},
  snowflake: { dollarQuotes: true, backslashEscapes: true, lambdas: true, lateralAliases: true },
  bigquery: {
    doubleQuoteString: true,
    backslashEscapes: true,
    hashComments: true,
    dottedQuotes: true,
    navigation: true,
    lambdas: true,
  },
  mysql: { doubleQuoteString: true, backslashEscapes: true, hashComments: true },
  tsql: { bracketIdentifiers: true },
  oracle: { bareUser: true },
  duckdb: { dollarQuotes: true, lambdas: true, lateralAliases: true, fromFirst: true },
  clickhouse: { backslashEscapes: true, lambdas: true, lateralAliases: true },
  sqlite: {},
  teradata: { lateralAliases: true },
  db2: {},
  vertica: {},
  exasol: {},
};

const cache = new Map<Dialect, Traits>();

/** The traits of a dialect. */
export function traitsOf(dialect: Dialect): Traits {
  let traits = cache.get(dialect);
  if (traits === undefined) {
    traits = { ...plain, ...differences[dialect], dialect };
    cache.set(dialect, traits);
  }
  return traits;
}
