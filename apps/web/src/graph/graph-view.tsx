import { ReactFlowProvider } from '@xyflow/react';
import { useMemo } from 'react';
import type { LineageQuestion } from '../api/questions';
import { EvidencePanel } from '../evidence/evidence-panel';
import { Empty, Loading, TroubleNotice } from '../ui/notices';
import { useAddress } from '../url/use-url-state';
import { GraphCanvas } from './graph-canvas';
import { drawGraph } from './graph-cards';
import { GraphContext } from './graph-context';
import { GraphLegend } from './graph-legend';
import { GraphToolbar } from './graph-toolbar';
import type { LineageGraph } from './lineage-graph';
import { SpotPanel } from './spot-panel';
import { useLineageGraph } from './use-lineage-graph';
import { usePlaced } from './use-placed';
import { useSceneOf } from './use-scene-of';

function Panels({ graph }: { readonly graph: LineageGraph | null }) {
  const { state, go } = useAddress();
  const nameOf = (datasetId: string): string => graph?.datasets.get(datasetId)?.displayName ?? datasetId;
  if (state.edge !== null) {
    return <EvidencePanel edgeId={state.edge} nameOf={nameOf} onClose={() => go({ edge: null })} />;
  }
  if (state.at === null || graph === null) return null;
  return (
    <SpotPanel
      spot={state.at}
      graph={graph}
      nameOf={nameOf}
      onClose={() => go({ at: null })}
      onEvidence={(edge) => go({ edge })}
    />
  );
}

function NothingConnected({ graph }: { readonly graph: LineageGraph }) {
  if (graph.edges.size > 0) return null;
  return (
    <div className="graph-note">
      <Empty title="No lineage seen here yet">
        Nothing seen so far reads or writes this {graph.root.column === '*' ? 'dataset' : 'column'} with these
        settings. Try the other direction, switch influences on, or look at Coverage for what was skipped.
      </Empty>
    </div>
  );
}

/** The column graph around a dataset or one of its columns. */
export function GraphView({ dataset }: { readonly dataset: string }) {
  const { state } = useAddress();
  const { column, direction, depth, kinds } = state;
  const question: LineageQuestion = { dataset, column, direction, depth, kinds };
  const answer = useLineageGraph(question, state.expanded);
  const graph = answer.state === 'ready' ? answer.value : answer.state === 'loading' ? answer.previous : null;
  const drawing = useMemo(
    () =>
      graph === null
        ? null
        : drawGraph(graph, state.open, [graph.root, ...(state.at === null ? [] : [state.at])]),
    [graph, state.open, state.at],
  );
  const picture = usePlaced(drawing);
  const scene = useSceneOf(graph);

  return (
    <div className="graph-view" data-testid="graph" data-ready={answer.state === 'ready' && picture !== null}>
      <div className={`graph-stage ${answer.state === 'loading' ? 'is-loading' : ''}`}>
        <GraphToolbar />
        {answer.state === 'trouble' && <TroubleNotice trouble={answer.trouble} again={answer.again} />}
        {answer.state !== 'trouble' && picture === null && <Loading what="lineage" />}
        {graph !== null && picture !== null && (
          <GraphContext value={scene}>
            <ReactFlowProvider>
              <GraphCanvas
                {...picture}
                rootId={graph.root.datasetId}
                question={JSON.stringify([graph.root, direction, depth, kinds])}
                anchorId={scene.anchorId ?? graph.root.datasetId}
              />
            </ReactFlowProvider>
            <NothingConnected graph={graph} />
            <GraphLegend
              datasets={graph.datasets.size}
              edges={graph.edges.size}
              truncated={graph.truncated}
            />
          </GraphContext>
        )}
      </div>
      <Panels graph={graph} />
    </div>
  );
}
