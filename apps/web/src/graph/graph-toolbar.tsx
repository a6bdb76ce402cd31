import type { Direction } from '../api/questions';
import { maxDepth } from '../url/url-state';
import { useAddress } from '../url/use-url-state';

const directions: readonly (readonly [Direction, string, string])[] = [
  ['up', 'Upstream', 'Where it comes from'],
  ['both', 'Both', 'Where it comes from and where it goes'],
  ['down', 'Downstream', 'Where it goes'],
];

/** How much of the graph to show. */
export function GraphToolbar() {
  const { state, go } = useAddress();
  const ask = (change: Partial<typeof state>): void => go({ ...change, expanded: [], edge: null, at: null });
  return (
    <div className="graph-toolbar" role="toolbar" aria-label="What the graph shows">
      <div className="segments" role="radiogroup" aria-label="Direction">
        {directions.map(([direction, name, meaning]) => (
          <button
            key={direction}
            type="button"
            role="radio"
            aria-checked={state.direction === direction}
            title={meaning}
            data-testid={`direction-${direction}`}
            onClick={() => ask({ direction })}
          >
            {name}
          </button>
        ))}
      </div>
      <div className="stepper" role="group" aria-label="Depth">
        <button
          type="button"
          aria-label="One step less"
          disabled={state.depth <= 1}
          onClick={() => ask({ depth: state.depth - 1 })}
        >
          −
        </button>
        <output data-testid="depth">
          {state.depth} {state.depth === 1 ? 'step' : 'steps'}
        </output>
        <button
          type="button"
          aria-label="One step more"
          disabled={state.depth >= maxDepth}
          data-testid="depth-more"
          onClick={() => ask({ depth: state.depth + 1 })}
        >
          +
        </button>
      </div>
      <label
        className="check"
        title="Filters, joins, groupings and orders: they decide about values without flowing into them"
      >
        <input
          type="checkbox"
          checked={state.kinds === 'all'}
          data-testid="toggle-influences"
          onChange={(event) => ask({ kinds: event.target.checked ? 'all' : 'direct' })}
        />
        Influences
      </label>
    </div>
  );
}
