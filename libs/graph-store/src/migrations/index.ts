import graph from './0001_graph.sql';
import stuck from './0002_stuck.sql';
import starIndex from './0003_star_index.sql';
import columnNameIndex from './0004_column_name_index.sql';
import readFunctions from './0005_read_functions.sql';
import rawEventReceipt from './0006_raw_event_receipt.sql';
import readPages from './0007_read_pages.sql';
import searchAndTimeIndexes from './0008_search_and_time_indexes.sql';
import largeGraphs from './0009_large_graphs.sql';
import runsOfStatements from './0010_runs_of_statements.sql';
import actualTables from './0011_actual_tables.sql';
import rawEventPartitions from './0012_raw_event_partitions.sql';
import statementJobs from './0013_statement_jobs.sql';
import plainLineage from './0014_plain_lineage.sql';
import datasetCards from './0015_dataset_cards.sql';

export interface Migration {
  readonly id: number;
  readonly name: string;
  readonly sql: string;
}

/** In order; forward only. A migration that has shipped is never edited. */
export const migrations: readonly Migration[] = [
  { id: 1, name: 'graph', sql: graph },
  { id: 2, name: 'stuck', sql: stuck },
  { id: 3, name: 'star_index', sql: starIndex },
  { id: 4, name: 'column_name_index', sql: columnNameIndex },
  { id: 5, name: 'read_functions', sql: readFunctions },
  { id: 6, name: 'raw_event_receipt', sql: rawEventReceipt },
  { id: 7, name: 'read_pages', sql: readPages },
  { id: 8, name: 'search_and_time_indexes', sql: searchAndTimeIndexes },
  { id: 9, name: 'large_graphs', sql: largeGraphs },
  { id: 10, name: 'runs_of_statements', sql: runsOfStatements },
  { id: 11, name: 'actual_tables', sql: actualTables },
  { id: 12, name: 'raw_event_partitions', sql: rawEventPartitions },
  { id: 13, name: 'statement_jobs', sql: statementJobs },
  { id: 14, name: 'plain_lineage', sql: plainLineage },
  { id: 15, name: 'dataset_cards', sql: datasetCards },
];
