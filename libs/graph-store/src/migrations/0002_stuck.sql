-- What could not be projected, so that it need not hold up the rest: a mark, or for a group of linked names one mark of its first name.
-- Only projections write here, one at a time, so unlike in `dirty` rows are merged: `tries` tells how long to wait for the next one.
create table stuck (
  kind    text not null,
  key     text collate "C" not null,
  -- One of src/projector/stuck.ts.
  code    text not null,
  message text not null,
  tries   integer not null default 1,
  due_at  timestamptz not null,
  primary key (kind, key)
);
