import type { Endpoint } from '../endpoint';
import { coverage } from './coverage';
import { datasets, oneDataset } from './datasets';
import { evidence } from './evidence';
import { impact } from './impact';
import { lineage } from './lineage';
import { paths } from './paths';
import { resolve } from './resolve';
import { runs } from './runs';
import { search } from './search';

/** All that can be asked, in the order in which it is documented. */
export const endpoints: readonly Endpoint[] = [
  search,
  datasets,
  oneDataset,
  lineage,
  impact,
  paths,
  evidence,
  runs,
  coverage,
  resolve,
];
