-- Databases that were made over a share of another warehouse.
select cast(consumer_database as varchar(128)) as consumer_database, cast(producer_namespace as varchar(64)) as producer_namespace,
       cast(source_database as varchar(128)) as producer_database
from svv_datashares
where share_type = 'INBOUND' and consumer_database is not null
