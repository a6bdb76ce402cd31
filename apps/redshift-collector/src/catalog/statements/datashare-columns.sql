-- Columns of a database that was made over a share, in order. Such databases refuse connections: they are read from the local one.
select cast(schema_name as varchar(128)) as schema_name, cast(table_name as varchar(128)) as relation_name,
       cast(column_name as varchar(128)) as column_name, cast(data_type as varchar(256)) as data_type
from svv_redshift_columns
where database_name = :consumer
order by schema_name, table_name, ordinal_position
