import type { ReactNode } from 'react';

interface Props {
  readonly label: string;
  readonly heading: ReactNode;
  readonly onClose: () => void;
  readonly testId: string;
  readonly children: ReactNode;
}

/** The panel at the right; Esc closes it too. */
export function SidePanel({ label, heading, onClose, testId, children }: Props) {
  return (
    <aside className="side-panel" aria-label={label} data-testid={testId}>
      <header>
        <div className="side-panel-heading">{heading}</div>
        <button
          type="button"
          className="icon-button"
          onClick={onClose}
          aria-label={`Close ${label}`}
          title="Close (Esc)"
        >
          <svg viewBox="0 0 16 16" aria-hidden="true">
            <path d="M3.5 3.5l9 9M12.5 3.5l-9 9" />
          </svg>
        </button>
      </header>
      <div className="side-panel-body">{children}</div>
    </aside>
  );
}
