-- Everything that follows from observations. reparse_request is kept: its tries are no projection, and its rows are settled again.
truncate
  column_edge, edge_interval, edge_evidence, dataset, dataset_column, dataset_card, dataset_name_part, dataset_alias, dataset_writer,
  dataset_usage_day, statement_job, statement_job_text, openlineage_run, execution_choice, name_state, table_comparison, missed_table
