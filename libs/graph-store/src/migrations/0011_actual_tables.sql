-- What the warehouse itself says its statements touched, beside what was read out of their texts.

-- Observations: the distinct sets of tables that the runs of a statement touched, never a row per run. `reads` and `writes` are names within
-- `namespace`, sorted.
create table statement_tables (
  source_id   text collate "C" not null,
  sql_hash    text collate "C" not null,
  context_key text collate "C" not null,
  tables_hash text collate "C" not null,
  namespace   text not null,
  reads       text[] not null,
  writes      text[] not null,
  primary key (source_id, sql_hash, context_key, tables_hash)
);

-- Projections: how each analysis that holds for a run compares with those sets (agreed, undecided, missed), and the tables it missed.
create table table_comparison (
  analysis_key text collate "C" primary key,
  outcome      text not null
);

create table missed_table (
  name_key     text collate "C" not null,
  analysis_key text collate "C" not null,
  primary key (name_key, analysis_key)
);
