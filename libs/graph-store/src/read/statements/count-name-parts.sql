-- Of each word the parts of names between $1 and $2 or between $3 and $4, counted up to $5; leans on dataset_name_part_pkey.
select (select count(*)::int
        from (
          select from dataset_name_part where part >= dotted_from and part < dotted_to
          union all
          select from dataset_name_part where part >= inside_from and part < inside_to
          limit $5
        ) counted) as parts
from unnest($1::text[], $2::text[], $3::text[], $4::text[]) with ordinality word (dotted_from, dotted_to, inside_from, inside_to, place)
order by place
