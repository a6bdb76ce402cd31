-- Columns of late-binding views, which pg_attribute does not have. A statement of its own: one broken view can fail it. Leader node only.
select cast(view_schema as varchar(128)) as schema_name, cast(view_name as varchar(128)) as relation_name,
       cast(col_name as varchar(128)) as column_name, cast(col_type as varchar(256)) as data_type
from pg_get_late_binding_view_cols() cols(view_schema name, view_name name, col_name name, col_type varchar, col_num int)
order by view_schema, view_name, col_num
