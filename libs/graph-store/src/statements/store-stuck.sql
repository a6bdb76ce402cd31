-- Each try waits four times as long as the one before, from 15 seconds to an hour. Arbiter: stuck_pkey.
insert into stuck as kept (kind, key, code, message, due_at)
select kind, key, code, message, now() + interval '15 seconds'
from jsonb_to_recordset($1::jsonb) as incoming (kind text, key text, code text, message text)
on conflict (kind, key) do update
set
  code = excluded.code, message = excluded.message, tries = kept.tries + 1,
  due_at = now() + least(interval '1 hour', interval '15 seconds' * power(4, least(kept.tries, 8)))
