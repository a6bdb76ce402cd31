-- A scan of stuck, which is short; names by dataset_name_pkey.
select stuck.kind, stuck.key, stuck.code, stuck.message, stuck.tries, name.namespace, name.name
from stuck
left join dataset_name name on stuck.kind = 'name' and name.name_key = stuck.key
order by stuck.kind, stuck.key
limit $1
