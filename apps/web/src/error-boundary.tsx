import { Component, type ReactNode } from 'react';

interface Props {
  readonly children: ReactNode;
}

/** A fault of the page itself becomes a sentence and a way out, not a blank screen. */
export class ErrorBoundary extends Component<Props, { readonly failure: Error | null }> {
  override state = { failure: null as Error | null };

  static getDerivedStateFromError(failure: Error) {
    return { failure };
  }

  override render() {
    const { failure } = this.state;
    if (failure === null) return this.props.children;
    return (
      <div className="notice notice-trouble" role="alert">
        <h2>This page has a fault</h2>
        <p className="notice-text">
          {failure.message}. Reload it; if it happens again, report it together with this page’s address.
        </p>
        <button type="button" className="button" onClick={() => window.location.reload()}>
          Reload
        </button>
      </div>
    );
  }
}
