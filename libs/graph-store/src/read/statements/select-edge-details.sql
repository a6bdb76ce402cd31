-- What an edge list shows; see migrations/0005_read_functions.sql.
select edges, datasets from edge_details($1, '{}', false)
