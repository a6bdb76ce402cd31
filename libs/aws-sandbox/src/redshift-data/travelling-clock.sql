-- A warehouse at another time: views over the tables of its history that show what it had shown at that moment. Found before those tables by the
-- search path of every session. Statements that end later still run; one in fifty is written into the history half an hour late; what began
-- more than seven days ago is forgotten.
create schema if not exists pg_redshift_then;
create table if not exists pg_redshift_then.clock (moment timestamp not null);

create or replace function pg_redshift_then.getdate() returns timestamp
  language sql stable as $$ select moment from pg_redshift_then.clock $$;

create or replace view pg_redshift_then.sys_query_history as
  select user_id, query_id, query_label, transaction_id, session_id, database_name, query_type,
         case when end_time <= (select moment from pg_redshift_then.clock) then status else 'running' end::char(10) as status,
         case when end_time <= (select moment from pg_redshift_then.clock) then end_time end as end_time,
         start_time, query_text
  from pg_redshift.sys_query_history
  where start_time > (select moment - interval '7 days' from pg_redshift_then.clock)
    and start_time <= (select moment from pg_redshift_then.clock)
    and (query_id % 50 <> 0 or end_time <= (select moment - interval '30 minutes' from pg_redshift_then.clock));

create or replace view pg_redshift_then.sys_query_text as
  select * from pg_redshift.sys_query_text
  where start_time > (select moment - interval '7 days' from pg_redshift_then.clock)
    and start_time <= (select moment from pg_redshift_then.clock);

create or replace view pg_redshift_then.sys_query_detail as
  select * from pg_redshift.sys_query_detail
  where start_time > (select moment - interval '7 days' from pg_redshift_then.clock)
    and start_time <= (select moment from pg_redshift_then.clock);

create or replace view pg_redshift_then.sys_transaction_history as
  select * from pg_redshift.sys_transaction_history
  where commit_end_time > (select moment - interval '7 days' from pg_redshift_then.clock)
    and commit_end_time <= (select moment from pg_redshift_then.clock);

create or replace view pg_redshift_then.sys_session_history as
  select * from pg_redshift.sys_session_history
  where start_time <= (select moment from pg_redshift_then.clock);
