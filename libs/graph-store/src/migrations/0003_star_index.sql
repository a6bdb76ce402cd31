-- A walk asks for the '*' of every dataset that it comes to. In this small index that is two pages away; by dataset_column_by_name, which
-- holds every column, it took as long as finding the edges.
create index dataset_column_star on dataset_column (dataset_id) include (column_id) where name = '*';
