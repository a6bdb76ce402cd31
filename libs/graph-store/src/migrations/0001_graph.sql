-- The graph, whole: observations (what was seen, an immutable set keyed by content), projections (what follows from it, recomputable at
-- any time) and the two queues between them.
--
-- Conventions
--   *_key        SHA-256 in hex of a name (src/name-key.ts): names may have 6 KB, an index row at most 2.7 KB.
--   *_at text    an instant of the warehouse's clock, 2026-03-01T08:00:00.000000000Z: nine digits, so that text order is time order.
--   timestamptz  the same instants in projections, cut to microseconds.

create extension if not exists pg_trgm;

-- ---------------------------------------------------------------------------------------------------------------- observations

-- Every name that anything was ever seen under. Append only.
create table dataset_name (
  name_key  text collate "C" primary key,
  namespace text not null,
  name      text not null
);

create table source (
  source_id text collate "C" primary key,
  kind      text not null,
  namespace text not null
);

create table statement_text (
  sql_hash  text collate "C" primary key,
  -- SHA-256 of `sql` itself. Texts of one sql_hash differ in comments and white space; the one of the least text_hash is kept.
  text_hash text collate "C" not null,
  sql       text not null
);

-- One statement's meaning in one context, as the parser worker sent it. `body` is the message's `analysis` without its text.
create table analysis (
  analysis_key   text collate "C" primary key,
  source_id      text collate "C" not null,
  sql_hash       text collate "C" not null,
  shape_hash     text collate "C" not null,
  -- dialect, database and search path in one key: what an execution must share with an analysis to be one of its candidates.
  context_key    text collate "C" not null,
  engine_version text not null,
  statement_kind text not null,
  rung           text not null,
  confidence     text not null,
  -- Temp tables are named in it: its meaning may hang on what else its session did.
  uses_temp      boolean not null,
  -- The text that the spans in `body` count in.
  text_hash      text collate "C" not null,
  body           jsonb not null
);
create index analysis_of_statement on analysis (source_id, sql_hash, context_key);

-- Which names an analysis reads, writes, or asked the schema of; temp tables are found through their sessions instead.
create table analysis_dataset (
  analysis_key text collate "C" not null references analysis,
  name_key     text collate "C" not null,
  reads        boolean not null,
  writes       boolean not null,
  consults     boolean not null,
  primary key (analysis_key, name_key)
);
create index analysis_dataset_by_name on analysis_dataset (name_key) include (reads, writes, consults);

-- Names whose tables may be one: renamed into each other, swapped, linked. Both directions; what is linked is projected together.
create table name_link (
  name_key  text collate "C" not null,
  other_key text collate "C" not null,
  primary key (name_key, other_key)
);

-- One run of one statement. Later windows know more: status and transaction only move forward (see statements/store-executions.sql).
create table execution (
  source_id         text collate "C" not null,
  execution_id      text collate "C" not null,
  sql_hash          text collate "C" not null,
  context_key       text collate "C" not null,
  dialect           text not null,
  database          text,
  search_path       text[] not null,
  origin            text not null,
  session_id        text collate "C",
  transaction_id    text,
  position          integer not null,
  started_at        text collate "C" not null,
  ended_at          text collate "C" not null,
  user_name         text,
  label             text,
  status            text not null,
  transaction_state text not null,
  text_flags        text[] not null,
  -- Total order among readings of one execution; the greatest is kept, so the order of arrival does not matter.
  reading           text collate "C" not null,
  primary key (source_id, execution_id)
);
create index execution_of_statement on execution (source_id, sql_hash, context_key);
create index execution_of_session on execution (source_id, session_id, started_at) where session_id is not null;
create index execution_by_time on execution (started_at);

create table catalog_content (
  content_hash text collate "C" primary key,
  body         jsonb not null
);

create table catalog_snapshot (
  name_key     text collate "C" not null,
  observed_at  text collate "C" not null,
  content_hash text collate "C" not null references catalog_content,
  source_id    text collate "C" not null,
  primary key (name_key, observed_at, content_hash)
);

-- Two names of one table, and where that is known from: external schemas, datashares, resource links, locations, symlinks.
create table alias_evidence (
  evidence_key text collate "C" primary key,
  kind         text not null,
  name_key     text collate "C" not null,
  other_key    text collate "C" not null,
  observed_at  text collate "C" not null,
  body         jsonb not null
);
create index alias_evidence_by_name on alias_evidence (name_key);
create index alias_evidence_by_other on alias_evidence (other_key);

-- Statements about whole schemas (external schemas, datashares, default search paths): `body` as the catalog message has them.
create table catalog_fact (
  fact_key    text collate "C" primary key,
  kind        text not null,
  source_id   text collate "C" not null,
  observed_at text collate "C" not null,
  body        jsonb not null
);
create index catalog_fact_by_source on catalog_fact (source_id, kind);

-- An OpenLineage event as understood; `body` is the message without the raw text and the time of receipt.
create table openlineage_event (
  content_hash  text collate "C" primary key,
  class         text not null,
  event_type    text,
  event_at      text collate "C" not null,
  run_id        text collate "C",
  job_namespace text,
  job_name      text,
  job_key       text collate "C",
  producer      text,
  body          jsonb not null,
  received_at   text collate "C" not null
);
create index openlineage_event_of_run on openlineage_event (run_id) where run_id is not null;
create index openlineage_event_of_job on openlineage_event (job_key) where job_key is not null;

create table openlineage_event_dataset (
  content_hash text collate "C" not null references openlineage_event,
  name_key     text collate "C" not null,
  role         text not null,
  primary key (content_hash, name_key, role)
);
create index openlineage_event_dataset_by_name on openlineage_event_dataset (name_key);

create table raw_event (
  content_hash text collate "C" primary key,
  body         text not null
);

create table collection_run (
  run_id        text collate "C" primary key,
  source_id     text collate "C" not null,
  collector     text not null,
  window_from   text collate "C" not null,
  window_to     text collate "C" not null,
  started_at    text collate "C" not null,
  finished_at   text collate "C" not null,
  outcome       text not null,
  seen          integer not null,
  published     integer not null,
  skipped       integer not null,
  body          jsonb not null
);
create index collection_run_by_time on collection_run (started_at desc, run_id);

-- ---------------------------------------------------------------------------------------------------------------- queues between

-- What an observation touched and no projection has followed yet. Rows are only added and deleted by id, never merged: a mark that
-- commits while a projection runs must outlive it.
create table dirty (
  dirty_id bigint generated always as identity primary key,
  kind     text not null,
  key      text collate "C" not null
);

-- Always empty: projections take turns by locking it (see src/projector/take-projection-turn.ts).
create table projection_turn (turn boolean);

-- Statements to be parsed again because what they consulted is now known to be otherwise: one per statement, context and state of the
-- schemas, however many executions it would settle; `execution_id` is one of them.
create table reparse_request (
  request_key  text collate "C" primary key,
  source_id    text collate "C" not null,
  execution_id text collate "C" not null,
  sql_hash     text collate "C" not null,
  temp_tables  text[] not null,
  tries        integer not null default 0,
  -- false once no execution wants it any more.
  open         boolean not null default true,
  due_at       timestamptz not null default now()
);
create index reparse_request_due on reparse_request (due_at) where open;
create index reparse_request_of_execution on reparse_request (source_id, execution_id);

-- ---------------------------------------------------------------------------------------------------------------- projections

create table dataset (
  dataset_id   bigint generated always as identity primary key,
  name_key     text collate "C" not null unique,
  namespace    text not null,
  name         text not null,
  display_name text not null,
  kind         text not null,
  description  text,
  owners       text[] not null default '{}'
);
create index dataset_by_display_name on dataset (left(display_name, 500), dataset_id);
create index dataset_by_lower_name on dataset (md5(lower(name)));
create index dataset_by_lower_display_name on dataset (md5(lower(display_name)));
create index dataset_search on dataset using gin (lower(display_name) gin_trgm_ops);

-- Columns in declared order; the pseudo-column '*' stands for the whole dataset and has no ordinal.
create table dataset_column (
  column_id  bigint generated always as identity primary key,
  dataset_id bigint not null references dataset on delete cascade,
  name       text not null,
  type       text,
  ordinal    integer
);
create unique index dataset_column_by_name on dataset_column (dataset_id, md5(name));
create index dataset_column_search on dataset_column using gin (lower(name) gin_trgm_ops);

-- `valid_to is null`: current. A closed edge keeps its latest interval here and earlier ones in edge_interval.
create table column_edge (
  edge_id         text collate "C" primary key,
  from_column_id  bigint not null references dataset_column,
  to_column_id    bigint not null references dataset_column,
  -- Those of the columns; the columns' own references guard them.
  from_dataset_id bigint not null,
  to_dataset_id   bigint not null,
  direct          boolean not null,
  kinds           text[] not null,
  masking         boolean not null,
  valid_from      timestamptz not null,
  valid_to        timestamptz,
  -- Of what the projection wrote (src/projector/row-hash.ts): what has not changed is not written again.
  row_hash        bigint
);
create index column_edge_up on column_edge (to_column_id)
  include (from_column_id, from_dataset_id, to_dataset_id, direct, edge_id) where valid_to is null;
create index column_edge_down on column_edge (from_column_id)
  include (to_column_id, to_dataset_id, from_dataset_id, direct, edge_id) where valid_to is null;
create index column_edge_into_dataset on column_edge (to_dataset_id, from_dataset_id);
create index column_edge_out_of_dataset on column_edge (from_dataset_id, to_dataset_id);
create index column_edge_up_all on column_edge (to_column_id);
create index column_edge_down_all on column_edge (from_column_id);

create table edge_interval (
  edge_id    text collate "C" not null references column_edge on delete cascade,
  valid_from timestamptz not null,
  valid_to   timestamptz not null,
  primary key (edge_id, valid_from)
);

-- Why an edge is believed: one row per edge and analysis (or OpenLineage job), never one per execution.
create table edge_evidence (
  edge_id              text collate "C" not null references column_edge on delete cascade,
  evidence_key         text collate "C" not null,
  -- `redshift`, `athena`, `file`, or the OpenLineage producer; `carrier` says which facet spoke.
  producer             text not null,
  carrier              text,
  source_id            text,
  analysis_key         text collate "C",
  sql_hash             text collate "C",
  shape_hash           text collate "C",
  statement_kind       text,
  rung                 text,
  confidence           text,
  expression           text,
  span_start           integer,
  span_end             integer,
  kinds                text[] not null,
  masking              boolean not null,
  job                  text,
  via                  text[] not null default '{}',
  diagnostics          jsonb not null default '[]',
  first_seen_at        timestamptz not null,
  last_seen_at         timestamptz not null,
  executions           integer not null,
  sample_execution_ids text[] not null,
  row_hash             bigint,
  primary key (edge_id, evidence_key)
);

create table dataset_alias (
  dataset_id bigint not null references dataset on delete cascade,
  name_key   text collate "C" not null,
  namespace  text not null,
  name       text not null,
  reason     text not null,
  primary key (name_key, dataset_id, reason)
);
create index dataset_alias_of_dataset on dataset_alias (dataset_id);
create index dataset_alias_search on dataset_alias using gin (lower(name) gin_trgm_ops);

-- Statements that wrote a dataset, by text; `sql_hash` null: an OpenLineage job.
create table dataset_writer (
  dataset_id     bigint not null references dataset on delete cascade,
  writer_key     text collate "C" not null,
  sql_hash       text collate "C",
  statement_kind text not null,
  job            text,
  last_run_at    timestamptz,
  executions     integer not null,
  primary key (dataset_id, writer_key)
);

create table dataset_usage_day (
  dataset_id bigint not null references dataset on delete cascade,
  day        date not null,
  reads      integer not null,
  writes     integer not null,
  primary key (dataset_id, day)
);

-- The newest state of each OpenLineage run.
create table openlineage_run (
  run_id        text collate "C" primary key,
  job_namespace text not null,
  job_name      text not null,
  state         text not null,
  started_at    timestamptz,
  ended_at      timestamptz,
  producer      text,
  parent_run_id text,
  error         text
);
create index openlineage_run_of_job on openlineage_run (md5(job_namespace), md5(job_name), started_at);

-- The analysis that holds for an execution: `matched` when it consulted exactly what was true at the statement's start.
create table execution_choice (
  source_id    text collate "C" not null,
  execution_id text collate "C" not null,
  analysis_key text collate "C" not null,
  matched      boolean not null,
  -- The reparse_request that would settle it; null when matched.
  request_key  text collate "C",
  primary key (source_id, execution_id)
);
create index execution_choice_by_analysis on execution_choice (analysis_key);
create index execution_choice_by_request on execution_choice (request_key) where request_key is not null;

-- What a name meant when: which table (`segments`), and which columns it had (`spans`), as src/projection/name-state.ts writes them.
-- Names that always mean themselves and whose columns were never seen have no row.
create table name_state (
  name_key text collate "C" primary key,
  body     jsonb not null
);
