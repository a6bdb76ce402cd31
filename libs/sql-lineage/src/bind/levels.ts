import { noFlow } from '../trace/flow';
import { columnOf } from './rows';
import { Source } from './scope';

/** What CONNECT BY adds to the columns of its relations: where a row stands in the tree. */
export function levels(): Source {
  const columns = ['level', 'connect_by_isleaf', 'connect_by_iscycle'].map((name) => columnOf(name, noFlow));
  const source = new Source(null, [], null, columns);
  source.hidden = true;
  return source;
}
