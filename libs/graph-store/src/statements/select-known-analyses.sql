-- By analysis_pkey.
select analysis_key, text_hash
from analysis
where analysis_key = any($1)
