-- A request is open while some execution waits for it, and names one that does: as any other it would be read with other schemas. One that
-- is wanted again, or for another execution, starts anew: its tries were spent on something else. By execution_choice_by_request.
update reparse_request request
set
  open = wanted.execution_id is not null,
  execution_id = coalesce(wanted.execution_id, request.execution_id),
  tries = case when wanted.execution_id is null then request.tries else 0 end,
  due_at = case when wanted.execution_id is null then request.due_at else now() end
from (
  select named.request_key, waiting.execution_id
  from reparse_request named
  left join lateral (
    select choice.execution_id
    from execution_choice choice
    where choice.request_key = named.request_key
    order by choice.execution_id <> named.execution_id, choice.execution_id
    limit 1
  ) waiting on true
  where named.request_key = any($1::text[])
) wanted
where request.request_key = wanted.request_key
  and (request.open <> (wanted.execution_id is not null) or wanted.execution_id <> request.execution_id)
