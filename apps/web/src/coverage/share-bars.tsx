import { formatCount } from '../ui/format';
import { shares } from './shares';

interface Props {
  readonly title: string;
  readonly counts: Readonly<Record<string, number>>;
  /** How a code is called where people read it. */
  readonly nameOf: (code: string) => string;
  readonly empty: string;
}

/** Counts by code as bars of their share, the largest first. */
export function ShareBars({ title, counts, nameOf, empty }: Props) {
  const rows = shares(counts);
  return (
    <section className="card">
      <h2>{title}</h2>
      {rows.length === 0 ? (
        <p className="muted">{empty}</p>
      ) : (
        <ul className="share-bars plain">
          {rows.map(({ code, count, share }) => (
            <li key={code} data-testid="share-row" data-code={code}>
              <span className="ellipsis" title={code}>
                {nameOf(code)}
              </span>
              <span className="share-bar" aria-hidden="true">
                <span style={{ width: `${share * 100}%` }} />
              </span>
              <span className="number">{formatCount(count)}</span>
              <span className="number faint">{percent(share)}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** Small shares stay visible: 0.0004 is `<0.1 %`, never `0 %`. */
const percent = (share: number): string =>
  share > 0 && share < 0.001 ? '<0.1 %' : `${(share * 100).toFixed(share === 1 ? 0 : 1)} %`;
