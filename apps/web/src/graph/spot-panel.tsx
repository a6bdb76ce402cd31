import { StateLink } from '../url/state-link';
import { rootedAt, type Spot } from '../url/url-state';
import { useAddress } from '../url/use-url-state';
import { FlowBadge, KindsBadge } from '../ui/badges';
import { SidePanel } from '../ui/side-panel';
import { type GraphEdge, type LineageGraph, wholeDataset } from './lineage-graph';

interface Props {
  readonly spot: Spot;
  readonly graph: LineageGraph;
  readonly nameOf: (datasetId: string) => string;
  readonly onClose: () => void;
  readonly onEvidence: (edgeId: string) => void;
}

interface NextProps {
  readonly title: string;
  readonly edges: readonly GraphEdge[];
  readonly end: 'from' | 'to';
  readonly nameOf: Props['nameOf'];
  readonly onEvidence: Props['onEvidence'];
}

function NextTo({ title, edges, end, nameOf, onEvidence }: NextProps) {
  return (
    <section className="next-to">
      <h3>{title}</h3>
      {edges.length === 0 && <p className="faint">Nothing in this graph.</p>}
      <ul className="plain">
        {edges.map((edge) => (
          <li key={edge.id}>
            <button
              type="button"
              onClick={() => onEvidence(edge.id)}
              data-testid="spot-edge"
              data-edge={edge.id}
            >
              <span className="mono ellipsis" title={edge[end].column}>
                {edge[end].column === wholeDataset ? 'whole dataset' : edge[end].column}
              </span>
              <span className="muted ellipsis" title={edge[end].datasetId}>
                {nameOf(edge[end].datasetId)}
              </span>
              <span className="badges">
                <FlowBadge direct={edge.direct} />
                <KindsBadge kinds={edge.kinds} />
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The picked column or dataset: what is next to it, each with its evidence, and where to go from here. */
export function SpotPanel({ spot, graph, nameOf, onClose, onEvidence }: Props) {
  const { state } = useAddress();
  const isWhole = spot.column === wholeDataset;
  const column = isWhole ? null : spot.column;
  const touches = (end: Spot): boolean =>
    end.datasetId === spot.datasetId &&
    (isWhole || end.column === spot.column || end.column === wholeDataset);
  const edges = [...graph.edges.values()].sort((a, b) => Number(b.direct) - Number(a.direct));
  return (
    <SidePanel
      label={isWhole ? 'Dataset' : 'Column'}
      testId="spot-panel"
      onClose={onClose}
      heading={
        <>
          <h2 className={isWhole ? '' : 'mono'}>{isWhole ? nameOf(spot.datasetId) : spot.column}</h2>
          {!isWhole && <p className="muted">in {nameOf(spot.datasetId)}</p>}
        </>
      }
    >
      <p className="spot-actions">
        <StateLink
          className="button button-main"
          to={rootedAt(state, spot.datasetId, column, 'graph')}
          testId="spot-trace"
        >
          Trace from here
        </StateLink>
        <StateLink
          className="button"
          to={rootedAt(state, spot.datasetId, column, 'impact')}
          testId="spot-impact"
        >
          Impact
        </StateLink>
        <StateLink className="button" to={rootedAt(state, spot.datasetId, column, 'details')}>
          Details
        </StateLink>
      </p>
      <NextTo
        title="Comes from"
        end="from"
        edges={edges.filter(({ to }) => touches(to))}
        nameOf={nameOf}
        onEvidence={onEvidence}
      />
      <NextTo
        title="Goes to"
        end="to"
        edges={edges.filter(({ from }) => touches(from))}
        nameOf={nameOf}
        onEvidence={onEvidence}
      />
    </SidePanel>
  );
}
