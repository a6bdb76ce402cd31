import type { EdgeKind } from '@tributary/contracts';
import { kindWords } from '../graph/kind-words';

/** Whether values flow, or only decisions. */
export function FlowBadge({ direct }: { readonly direct: boolean }) {
  return direct ? (
    <span className="badge badge-direct">direct</span>
  ) : (
    <span className="badge badge-influenced">influenced</span>
  );
}

/** How values flow or influence, in words. */
export function KindsBadge({ kinds }: { readonly kinds: readonly EdgeKind[] }) {
  return kinds.length === 0 ? null : <span className="badge">{kindWords(kinds)}</span>;
}
