-- Tables shaped like the Redshift system views that the collectors read (Amazon Redshift Database Developer Guide, "System tables and views").
-- They live in a schema whose name starts with pg_, as catalog code that skips system schemas expects.
create schema if not exists pg_redshift;

create or replace function pg_redshift.getdate() returns timestamp
  language sql stable as $$ select date_trunc('second', clock_timestamp() at time zone 'utc') $$;

create table if not exists pg_redshift.sys_query_history (
  user_id integer, query_id bigint, query_label char(320), transaction_id bigint, session_id integer, database_name char(128),
  query_type char(32), status char(10), result_cache_hit boolean, start_time timestamp, end_time timestamp, elapsed_time bigint,
  queue_time bigint, execution_time bigint, error_message char(512), returned_rows bigint, returned_bytes bigint,
  query_text char(4000), redshift_version char(256), compute_type char(18)
);
create index if not exists sys_query_history_end_time on pg_redshift.sys_query_history (end_time);

create index if not exists sys_query_history_start_time on pg_redshift.sys_query_history (start_time);
create index if not exists sys_query_history_query_id on pg_redshift.sys_query_history (query_id);
create index if not exists sys_query_history_session_id on pg_redshift.sys_query_history (session_id);
create index if not exists sys_query_history_transaction_id on pg_redshift.sys_query_history (transaction_id);

create table if not exists pg_redshift.sys_query_text (
  user_id integer, query_id bigint, transaction_id bigint, session_id integer, start_time timestamp, sequence integer, text char(4000)
);
create index if not exists sys_query_text_query_id on pg_redshift.sys_query_text (query_id, sequence);

create table if not exists pg_redshift.sys_transaction_history (
  user_id integer, transaction_id bigint, isolation_level char(64), status char(32), transaction_start_time timestamp,
  commit_start_time timestamp, commit_end_time timestamp, blocks_committed integer, undo_start_time timestamp,
  undo_end_time timestamp, undo_transaction_id bigint
);

create table if not exists pg_redshift.sys_session_history (
  user_id integer, session_id integer, database_name char(128), status char(32), session_timeout integer,
  start_time timestamp, end_time timestamp
);

-- One row per step of a query's plan. Views are seen as the tables behind them.
create table if not exists pg_redshift.sys_query_detail (
  user_id integer, query_id bigint, child_query_sequence integer, stream_id integer, segment_id integer, step_id integer,
  step_name varchar(30), table_id integer, table_name char(136), is_rrscan char(1), start_time timestamp, end_time timestamp,
  duration bigint, alert varchar(256), input_bytes bigint, input_rows bigint, output_bytes bigint, output_rows bigint,
  blocks_read bigint, blocks_write bigint, source varchar(256)
);
create index if not exists sys_query_detail_query_id on pg_redshift.sys_query_detail (query_id);
create index if not exists sys_query_detail_start_time on pg_redshift.sys_query_detail (start_time);

create table if not exists pg_redshift.svl_statementtext (
  userid integer, xid bigint, pid integer, label char(320), starttime timestamp, endtime timestamp, sequence integer,
  type varchar(10), text char(200)
);
create index if not exists svl_statementtext_endtime on pg_redshift.svl_statementtext (endtime);

create table if not exists pg_redshift.stl_query (
  userid integer, query integer, label char(320), xid bigint, pid integer, database char(32), querytxt char(4000),
  starttime timestamp, endtime timestamp, aborted integer, insert_pristine integer, concurrency_scaling_status integer
);

-- One row per step and slice. `type` 2: a user's table; 3 others.
create table if not exists pg_redshift.stl_scan (
  userid integer, query integer, slice integer, segment integer, step integer, starttime timestamp, endtime timestamp,
  tasknum integer, rows bigint, bytes bigint, type integer, tbl integer, perm_table_name char(136)
);
create index if not exists stl_scan_starttime on pg_redshift.stl_scan (starttime);
create table if not exists pg_redshift.stl_insert (
  userid integer, query integer, slice integer, segment integer, step integer, starttime timestamp, endtime timestamp,
  tasknum integer, rows bigint, tbl integer
);
create table if not exists pg_redshift.stl_delete (
  userid integer, query integer, slice integer, segment integer, step integer, starttime timestamp, endtime timestamp,
  tasknum integer, rows bigint, tbl integer
);

create table if not exists pg_redshift.stl_sessions (
  userid integer, starttime timestamp, endtime timestamp, process integer, user_name char(50), db_name char(50),
  timeout_sec integer, timed_out integer
);

create table if not exists pg_redshift.stl_undone (
  userid integer, xact_id bigint, xact_id_undone bigint, undo_start_ts timestamp, undo_end_ts timestamp, table_id bigint
);

create table if not exists pg_redshift.svv_external_schemas (
  esoid oid, eskind smallint, schemaname name, esowner integer, databasename text, esoptions text
);

create table if not exists pg_redshift.svv_datashares (
  share_name varchar(128), share_id integer, share_owner integer, source_database varchar(128), consumer_database varchar(128),
  is_publicaccessible boolean, createdate timestamp, share_type varchar(8), producer_account varchar(16),
  producer_namespace varchar(64), managed_by varchar(16)
);

create table if not exists pg_redshift.svv_redshift_columns (
  database_name varchar(128), schema_name varchar(128), table_name varchar(128), column_name varchar(128),
  ordinal_position integer, data_type varchar(128), column_default varchar(4000), is_nullable varchar(3)
);

create or replace view pg_redshift.svv_mv_info as
  select current_database()::char(128) as database_name, schemaname::char(128) as schema_name, 0 as user_name,
         matviewname::char(128) as name, 'f'::char(1) as is_stale, 0 as state, 'f'::char(1) as autorewrite, 'f'::char(1) as autorefresh
  from pg_catalog.pg_matviews;

create table if not exists pg_redshift.late_binding_view_columns (
  view_schema name, view_name name, col_name name, col_type varchar, col_num integer
);
create or replace function pg_redshift.pg_get_late_binding_view_cols() returns setof record
  language sql stable as $$ select view_schema, view_name, col_name, col_type, col_num from pg_redshift.late_binding_view_columns $$;

-- Found before pg_catalog's own by the search path of every session: the sample's users need not be roles of this Postgres.
create table if not exists pg_redshift.pg_user (
  usename name, usesysid integer primary key, usecreatedb boolean default false, usesuper boolean default false,
  usecatupd boolean default false, passwd text default '********', valuntil text, useconfig text[]
);
insert into pg_redshift.pg_user (usename, usesysid, usesuper) values ('rdsdb', 1, true) on conflict do nothing;

-- Ours: the hash of the sample that this database was filled with.
create table if not exists pg_redshift.seeded (content text primary key);
