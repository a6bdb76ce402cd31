-- A request is open while some execution waits for it. One that is wanted again after it was not starts anew: its tries were spent on
-- what was known then, and a parser that read schemas in between saw others. By execution_choice_by_request.
update reparse_request request
set
  open = wanted.wanted,
  tries = case when wanted.wanted then 0 else request.tries end,
  due_at = case when wanted.wanted then now() else request.due_at end
from (
  select asked.request_key, exists (
    select from execution_choice choice where choice.request_key = asked.request_key
  ) as wanted
  from unnest($1::text[]) as asked (request_key)
) as wanted
where request.request_key = wanted.request_key and request.open <> wanted.wanted
