-- By execution_choice_pkey.
delete from execution_choice choice
using unnest($1::text[], $2::text[]) as gone (source_id, execution_id)
where choice.source_id = gone.source_id and choice.execution_id = gone.execution_id
