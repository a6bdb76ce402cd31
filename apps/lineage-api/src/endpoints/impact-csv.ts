import type { ImpactGroupsResponse, ImpactResponse } from '@tributary/contracts';
import { csv } from '../http/csv';

const head = ['hop', 'dataset', 'column', 'direct', 'kinds', 'owners', 'recent_reads', 'dataset_id'];

/** One line per affected column, nearest first; in groups, each line begins with its group. */
export const impactCsv = (answer: ImpactResponse | ImpactGroupsResponse): string =>
  'groups' in answer
    ? csv(
        [answer.groupedBy === 'hop' ? 'group' : answer.groupedBy, ...head],
        answer.groups.flatMap(({ key, affected }) => affected.flatMap(rowsOf).map((row) => [key, ...row])),
      )
    : csv(head, answer.affected.flatMap(rowsOf));

const rowsOf = ({ dataset, columns, owners, recentReads }: ImpactResponse['affected'][number]) =>
  columns.map((column): (string | number)[] => [
    column.hop,
    dataset.displayName,
    column.column,
    column.direct ? 'yes' : 'no',
    column.kinds.join(' '),
    owners.join(' '),
    recentReads,
    dataset.id,
  ]);
