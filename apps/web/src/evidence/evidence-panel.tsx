import type { EvidenceResponse } from '@tributary/contracts';
import { useClient } from '../api/client-context';
import { usePages } from '../api/use-pages';
import { FlowBadge, KindsBadge } from '../ui/badges';
import { MoreButton } from '../ui/more-button';
import { Empty, Loading, TroubleNotice } from '../ui/notices';
import { SidePanel } from '../ui/side-panel';
import { EvidenceItem } from './evidence-item';

type Edge = EvidenceResponse['edge'];
type End = Edge['from'];

interface Props {
  readonly edgeId: string;
  /** A short name for a dataset the page knows. */
  readonly nameOf: (datasetId: string) => string;
  readonly onClose: () => void;
}

function EdgeEnd({ end, name }: { readonly end: End; readonly name: string }) {
  return (
    <span className="edge-end" title={`${end.datasetId} ${end.column}`}>
      <span className="edge-end-dataset">{name}</span>
      <span className="edge-end-column">{end.column === '*' ? 'whole dataset' : end.column}</span>
    </span>
  );
}

function Heading({ edge, nameOf }: { readonly edge: Edge; readonly nameOf: Props['nameOf'] }) {
  return (
    <>
      <p className="edge-ends">
        <EdgeEnd end={edge.from} name={nameOf(edge.from.datasetId)} />
        <span
          className={edge.direct ? 'edge-arrow' : 'edge-arrow edge-arrow-influence'}
          aria-label="flows into"
        />
        <EdgeEnd end={edge.to} name={nameOf(edge.to.datasetId)} />
      </p>
      <p className="badges">
        <FlowBadge direct={edge.direct} />
        <KindsBadge kinds={edge.kinds} />
        {edge.masking && <span className="badge badge-masking">masked on the way</span>}
      </p>
    </>
  );
}

/** The statements that make an edge: what proves it, since when, and how sure we are. */
export function EvidencePanel({ edgeId, nameOf, onClose }: Props) {
  const client = useClient();
  const list = usePages(edgeId, (cursor, signal) => client.evidence(edgeId, cursor, signal));
  const edge = list.pages[0]?.edge;
  const items = list.pages.flatMap(({ evidence }) => evidence);
  return (
    <SidePanel
      label="Evidence"
      heading={edge === undefined ? <h2>Evidence</h2> : <Heading edge={edge} nameOf={nameOf} />}
      onClose={onClose}
      testId="evidence-panel"
    >
      {list.first.state === 'loading' && <Loading what="evidence" />}
      {list.first.state === 'trouble' && (
        <TroubleNotice trouble={list.first.trouble} again={list.first.again} />
      )}
      {list.first.state === 'ready' && items.length === 0 && (
        <Empty title="No statement on file">
          The edge is known, but what proved it has been compacted away. It is proven again by its next run.
        </Empty>
      )}
      {items.map((item, index) => (
        <EvidenceItem key={`${item.sqlHash ?? item.job ?? item.producer} ${index}`} item={item} />
      ))}
      <MoreButton list={list} what="evidence" />
    </SidePanel>
  );
}
