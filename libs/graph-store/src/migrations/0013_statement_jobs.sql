-- Statements as jobs: those that wrote a dataset and differ in literals alone are one. Grouping 390,000 texts took 1.5 to 3 s for a page of a list, and
-- looking for the latest run of each job 6 s; kept, a page is read off the rows of 12,000 jobs.
create table statement_job (
  job_id         bigint generated always as identity primary key,
  dataset_id     bigint not null references dataset on delete cascade,
  source_id      text collate "C" not null,
  shape_hash     text collate "C" not null,
  -- The least of its texts' kinds: they are the same, unless engines of two versions read them.
  statement_kind text not null,
  unique (dataset_id, source_id, shape_hash)
);
create index statement_job_of_shape on statement_job (source_id, shape_hash);

-- The texts of each, and when each ran first and last; `latest_at` and `latest_id` are null where nobody ran it: a view that a catalog showed.
create table statement_job_text (
  job_id    bigint not null references statement_job on delete cascade,
  sql_hash  text collate "C" not null,
  first_at  text collate "C",
  latest_at text collate "C",
  latest_id text collate "C",
  primary key (job_id, sql_hash)
);
create index statement_job_text_by_time on statement_job_text (job_id, latest_at, latest_id);

create index dataset_writer_of_text on dataset_writer (sql_hash) where sql_hash is not null;

-- Adds to the jobs of these texts what writers, analyses and runs say of them. Only rows that changed are written. Text by text through the indexes, in
-- that order (`offset 0`), whatever statistics there are: from analyses on, 3,000 texts took 12 s instead of 0.2.
create function list_job_texts(texts text[]) returns void
language plpgsql
set enable_seqscan = off
set enable_hashjoin = off
set enable_mergejoin = off
as $$
begin
  insert into statement_job (dataset_id, source_id, shape_hash, statement_kind)
  select writer.dataset_id, source.source_id, analysis.shape_hash, min(writer.statement_kind)
  from unnest(texts) as text (sql_hash)
  join dataset_writer writer on writer.sql_hash = text.sql_hash
  cross join source
  cross join lateral (
    select shape_hash from analysis where analysis.source_id = source.source_id and analysis.sql_hash = text.sql_hash offset 0
  ) analysis
  left join statement_job known
    on known.source_id = source.source_id and known.shape_hash = analysis.shape_hash and known.dataset_id = writer.dataset_id
  where known.job_id is null or writer.statement_kind < known.statement_kind
  group by writer.dataset_id, source.source_id, analysis.shape_hash
  on conflict (dataset_id, source_id, shape_hash) do update
  set statement_kind = excluded.statement_kind;

  insert into statement_job_text (job_id, sql_hash, first_at, latest_at, latest_id)
  select text.job_id, text.sql_hash, first.started_at, latest.started_at, latest.execution_id
  from (
    select distinct job.job_id, job.source_id, wrote.sql_hash
    from (
      select writer.dataset_id, source.source_id, analysis.shape_hash, writer.sql_hash
      from unnest(texts) as text (sql_hash)
      join dataset_writer writer on writer.sql_hash = text.sql_hash
      cross join source
      cross join lateral (
        select shape_hash from analysis where analysis.source_id = source.source_id and analysis.sql_hash = text.sql_hash offset 0
      ) analysis
      offset 0
    ) wrote
    cross join lateral (
      select job_id, source_id
      from statement_job
      where dataset_id = wrote.dataset_id and source_id = wrote.source_id and shape_hash = wrote.shape_hash
      offset 0
    ) job
  ) text
  left join lateral (
    select run.started_at
    from execution run
    where run.source_id = text.source_id and run.sql_hash = text.sql_hash
    order by run.source_id, run.sql_hash, run.started_at
    limit 1
  ) first on true
  left join lateral (
    select run.started_at, run.execution_id
    from execution run
    where run.source_id = text.source_id and run.sql_hash = text.sql_hash and run.origin = 'history'
    order by run.source_id desc, run.sql_hash desc, run.started_at desc, run.execution_id desc
    limit 1
  ) latest on true
  left join statement_job_text known on known.job_id = text.job_id and known.sql_hash = text.sql_hash
  where known.job_id is null
    or (known.first_at, known.latest_at, known.latest_id) is distinct from (first.started_at, latest.started_at, latest.execution_id)
  on conflict (job_id, sql_hash) do update
  set first_at = excluded.first_at, latest_at = excluded.latest_at, latest_id = excluded.latest_id;
end $$;

-- Takes from the jobs of these texts what no writer says of them any more.
create function unlist_job_texts(texts text[]) returns void
language plpgsql
set enable_seqscan = off
set enable_hashjoin = off
set enable_mergejoin = off
as $$
declare
  jobs constant bigint[] := array(
    select distinct job.job_id
    from unnest(texts) as text (sql_hash)
    cross join source
    cross join lateral (
      select shape_hash from analysis where analysis.source_id = source.source_id and analysis.sql_hash = text.sql_hash offset 0
    ) analysis
    cross join lateral (
      select job_id from statement_job where statement_job.source_id = source.source_id and statement_job.shape_hash = analysis.shape_hash offset 0
    ) job
  );
begin
  delete from statement_job_text gone
  using (
    select touched.job_id, text.sql_hash
    from unnest(jobs) as touched (job_id)
    cross join lateral (select dataset_id from statement_job where statement_job.job_id = touched.job_id offset 0) job
    cross join lateral (select sql_hash from statement_job_text where statement_job_text.job_id = touched.job_id offset 0) text
    where not exists (select from dataset_writer writer where writer.dataset_id = job.dataset_id and writer.writer_key = text.sql_hash)
    offset 0
  ) unbacked
  where gone.job_id = unbacked.job_id and gone.sql_hash = unbacked.sql_hash;

  delete from statement_job job
  where job.job_id = any(jobs) and not exists (select from statement_job_text text where text.job_id = job.job_id);

  update statement_job job
  set statement_kind = kinds.least
  from (
    select touched.job_id, min(writer.statement_kind) as least
    from unnest(jobs) as touched (job_id)
    cross join lateral (select dataset_id from statement_job where statement_job.job_id = touched.job_id offset 0) job
    cross join lateral (select sql_hash from statement_job_text where statement_job_text.job_id = touched.job_id offset 0) text
    cross join lateral (
      select statement_kind from dataset_writer where dataset_writer.dataset_id = job.dataset_id and writer_key = text.sql_hash offset 0
    ) writer
    group by touched.job_id
  ) kinds
  where kinds.job_id = job.job_id and kinds.least <> job.statement_kind;
end $$;

-- Who writes what changes in the projector's turn only. When its runs are told, the projector says so (src/projector/project-statement-jobs.ts).
create function list_jobs_of_new_writers() returns trigger
language plpgsql as $$
declare
  texts constant text[] := array(select distinct sql_hash from changed where sql_hash is not null);
begin
  if texts <> '{}' then
    perform list_job_texts(texts);
  end if;
  return null;
end $$;
create function list_jobs_of_changed_writers() returns trigger
language plpgsql as $$
declare
  texts constant text[] := array(
    select distinct sql_hash from changed join former using (dataset_id, writer_key, sql_hash) where changed.statement_kind <> former.statement_kind
  );
begin
  if texts <> '{}' then
    perform list_job_texts(texts);
    perform unlist_job_texts(texts);
  end if;
  return null;
end $$;
create function list_jobs_of_gone_writers() returns trigger
language plpgsql as $$
declare
  texts constant text[] := array(select distinct sql_hash from gone where sql_hash is not null);
begin
  if texts <> '{}' then
    perform unlist_job_texts(texts);
  end if;
  return null;
end $$;
create trigger list_jobs_of_new_writers after insert on dataset_writer
  referencing new table as changed for each statement execute function list_jobs_of_new_writers();
create trigger list_jobs_of_changed_writers after update on dataset_writer
  referencing old table as former new table as changed for each statement execute function list_jobs_of_changed_writers();
create trigger list_jobs_of_gone_writers after delete on dataset_writer
  referencing old table as gone for each statement execute function list_jobs_of_gone_writers();

select list_job_texts(array(select distinct sql_hash from dataset_writer where sql_hash is not null));
