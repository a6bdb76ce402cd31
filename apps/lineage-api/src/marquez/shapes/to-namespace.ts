import type { MarquezNamespace, MarquezSource } from '@tributary/contracts';
import { timeOf } from './times';

type Span = { readonly from: string; readonly to: string } | null;

/** A namespace. Its times are those of all the history there is: when it itself began nobody said. */
export const toNamespace = (name: string, span: Span): MarquezNamespace => ({
  name,
  createdAt: timeOf(span?.from),
  updatedAt: timeOf(span?.to),
  ownerName: 'anonymous',
  description: null,
  isHidden: false,
});

/** A place where datasets lie: to Marquez a source, named by its namespace. */
export const toSource = (name: string, span: Span): MarquezSource => ({
  type: typeOf(name),
  name,
  createdAt: timeOf(span?.from),
  updatedAt: timeOf(span?.to),
  connectionUrl: name,
  description: null,
});

/** `redshift://shop:5439` → `REDSHIFT`, `arn:aws:glue:eu-west-1:1` → `GLUE`. */
function typeOf(namespace: string): string {
  const [, service] = /^arn:[^:]*:([^:]+):/.exec(namespace) ?? [];
  const [, scheme] = /^([a-z][a-z0-9+.-]*):\/\//i.exec(namespace) ?? [];
  return (service ?? scheme ?? namespace).toUpperCase();
}
