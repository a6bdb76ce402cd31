/** What a node id names: every way in which its colons may divide it, longest namespace first. */
export interface NodeId {
  readonly kind: 'dataset' | 'job' | 'datasetField';
  readonly names: readonly { readonly namespace: string; readonly name: string }[];
  /** Of a field: the same with the field cut off, shortest field first. */
  readonly fields: readonly { readonly names: NodeId['names']; readonly field: string }[];
  readonly version: string | null;
}

/**
 * Reads `dataset:arn:aws:glue:eu-west-1:123456789012:table/lake/orders#<version>`. Namespaces, names and fields may all hold colons, so only
 * the graph can tell where one ends. Parts that came percent-encoded twice are read as well.
 */
export function readNodeId(text: string): NodeId | null {
  const [, kind, rest, version = null] =
    /^(dataset|job|datasetField):(.+?)(?:#([0-9a-fA-F-]{36}))?$/s.exec(text) ?? [];
  if (rest === undefined) return null;
  const texts = [...new Set([rest, decoded(rest)])];
  return {
    kind: kind as NodeId['kind'],
    names: texts.flatMap(cuts).map(([namespace, name]) => ({ namespace, name })),
    fields: texts.flatMap(cuts).map(([dataset, field]) => ({
      names: cuts(dataset).map(([namespace, name]) => ({ namespace, name })),
      field,
    })),
    version,
  };
}

/** `a:b:c` → `[a:b, c]`, `[a, b:c]`. */
function cuts(text: string): [string, string][] {
  const found: [string, string][] = [];
  for (let at = text.lastIndexOf(':'); at > 0; at = text.lastIndexOf(':', at - 1)) {
    // The colon of `redshift://…` ends no namespace.
    if (at < text.length - 1 && !text.startsWith('//', at + 1))
      found.push([text.slice(0, at), text.slice(at + 1)]);
  }
  return found;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

interface Named {
  readonly namespace: string;
  readonly name: string;
}

export const datasetNode = ({ namespace, name }: Named): string => `dataset:${namespace}:${name}`;
export const jobNode = ({ namespace, name }: Named): string => `job:${namespace}:${name}`;
export const fieldNode = ({ namespace, name }: Named, field: string): string =>
  `datasetField:${namespace}:${name}:${field}`;
