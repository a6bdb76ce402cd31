interface Props {
  readonly datasets: number;
  readonly edges: number;
  /** The server cut the answer. */
  readonly truncated: boolean;
}

/** How to read the picture, how much it shows, and whether that is all. */
export function GraphLegend({ datasets, edges, truncated }: Props) {
  return (
    <div className="graph-legend">
      <span className="legend-item">
        <svg viewBox="0 0 30 8" aria-hidden="true" className="stream is-direct">
          <path className="stream-line" d="M1 4h28" />
        </svg>
        value flows
      </span>
      <span className="legend-item">
        <svg viewBox="0 0 30 8" aria-hidden="true" className="stream is-influence">
          <path className="stream-line" d="M1 4h28" />
        </svg>
        influences
      </span>
      <span className="legend-hint">Click a line for the SQL that makes it</span>
      <span className="faint" data-testid="graph-size">
        {datasets} datasets, {edges} edges
      </span>
      {truncated && (
        <span className="legend-cut" role="status" data-testid="graph-truncated">
          This is not all of it. Take fewer steps, one direction, or a single column to see a part in full.
        </span>
      )}
    </div>
  );
}
