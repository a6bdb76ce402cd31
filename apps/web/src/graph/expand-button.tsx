import { useScene } from './graph-context';

interface Props {
  readonly datasetId: string;
  readonly direction: 'up' | 'down';
  /** Lines already lead that way. */
  readonly connected: boolean;
}

/** Looks one step further from a dataset; once it has, and found nothing, it says so. */
export function ExpandButton({ datasetId, direction, connected }: Props) {
  const { expanded, expand } = useScene();
  const done = expanded.has(`${direction} ${datasetId}`);
  const isEnd = done && !connected;
  const what = direction === 'up' ? 'upstream' : 'downstream';
  if (done && connected) return null;
  const label = isEnd ? `Nothing further ${what}` : `Show what is further ${what}`;
  return (
    <button
      type="button"
      className={`expand expand-${direction} nodrag ${connected ? 'is-quiet' : ''} ${isEnd ? 'is-end' : ''}`}
      aria-label={label}
      title={label}
      disabled={isEnd}
      data-testid={`graph-expand-${direction}`}
      onClick={() => expand(datasetId, direction)}
    >
      <svg viewBox="0 0 12 12" aria-hidden="true">
        <path d={isEnd ? 'M3 6h6' : 'M6 2.8v6.4M2.8 6h6.4'} />
      </svg>
    </button>
  );
}
