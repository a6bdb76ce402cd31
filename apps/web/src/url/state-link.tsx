import type { MouseEvent, ReactNode } from 'react';
import { formatUrl, type UrlState } from './url-state';
import { useAddress } from './use-url-state';

interface Props {
  readonly to: UrlState;
  readonly children: ReactNode;
  readonly className?: string;
  readonly title?: string;
  readonly current?: boolean;
  readonly testId?: string;
}

/** A real link (copy, new tab, middle click) that moves within the page on a plain click. */
export function StateLink({ to, children, className, title, current, testId }: Props) {
  const { go } = useAddress();
  const follow = (event: MouseEvent): void => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    go(to);
  };
  return (
    <a
      href={formatUrl(to)}
      onClick={follow}
      className={className}
      title={title}
      aria-current={current === true ? 'page' : undefined}
      data-testid={testId}
    >
      {children}
    </a>
  );
}
