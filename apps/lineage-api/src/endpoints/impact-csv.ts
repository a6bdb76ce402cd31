import type { ImpactResponse } from '@tributary/contracts';
import { csv } from '../http/csv';

/** One line per affected column, nearest first. */
export const impactCsv = ({ affected }: ImpactResponse): string =>
  csv(
    ['hop', 'dataset', 'column', 'direct', 'kinds', 'owners', 'recent_reads', 'dataset_id'],
    affected.flatMap(({ dataset, columns, owners, recentReads }) =>
      columns.map((column) => [
        column.hop,
        dataset.displayName,
        column.column,
        column.direct ? 'yes' : 'no',
        column.kinds.join(' '),
        owners.join(' '),
        recentReads,
        dataset.id,
      ]),
    ),
  );
