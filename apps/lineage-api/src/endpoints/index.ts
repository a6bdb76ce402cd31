import type { Endpoint } from '../endpoint';
import { coverage } from './coverage';
import { datasets, oneDataset } from './datasets';
import { diff } from './diff';
import { evidence } from './evidence';
import { impact } from './impact';
import { lineage } from './lineage';
import { paths } from './paths';
import { producers } from './producers';
import { resolve } from './resolve';
import { runs } from './runs';
import { simulate } from './simulate';
import { search } from './search';

/** All that can be asked, in the order in which it is documented. */
export const endpoints: readonly Endpoint[] = [
  search,
  datasets,
  oneDataset,
  lineage,
  impact,
  paths,
  diff,
  simulate,
  evidence,
  runs,
  producers,
  coverage,
  resolve,
];
