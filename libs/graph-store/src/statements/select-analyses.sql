-- By analysis_pkey.
select analysis_key, body
from analysis
where analysis_key = any($1)
