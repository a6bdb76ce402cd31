import { useState } from 'react';

/** Puts text on the clipboard and says so, or says that the browser refused. */
export function useCopy(text: string): { readonly label: string; readonly copy: () => void } {
  const [copied, setCopied] = useState<{ text: string; done: boolean } | null>(null);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied({ text, done: true });
    } catch {
      setCopied({ text, done: false });
    }
  };
  const said = copied?.done === true ? 'Copied' : 'Not allowed by the browser';
  return { label: copied?.text === text ? said : 'Copy', copy: () => void copy() };
}
