-- A request is open while some execution waits for it. By execution_choice_by_request.
update reparse_request request
set open = wanted.wanted
from (
  select asked.request_key, exists (
    select from execution_choice choice where choice.request_key = asked.request_key
  ) as wanted
  from unnest($1::text[]) as asked (request_key)
) as wanted
where request.request_key = wanted.request_key and request.open <> wanted.wanted
