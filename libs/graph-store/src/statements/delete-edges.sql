-- By column_edge_pkey; intervals and evidence go with them.
delete from column_edge
where edge_id = any($1::text[])
