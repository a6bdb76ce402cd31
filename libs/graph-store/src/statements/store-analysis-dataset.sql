-- Arbiter: analysis_dataset_pkey.
insert into analysis_dataset (analysis_key, name_key, reads, writes, consults)
select analysis_key, name_key, reads, writes, consults
from jsonb_to_recordset($1::jsonb) as incoming (analysis_key text, name_key text, reads boolean, writes boolean, consults boolean)
order by analysis_key, name_key
on conflict (analysis_key, name_key) do nothing
