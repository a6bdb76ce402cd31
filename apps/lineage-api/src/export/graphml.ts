import type { ExportFormat, ExportedEnd } from './export-format';

const escape = (text: string): string =>
  text
    // XML 1.0 has no place for control characters, not even escaped.
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);

const idOf = ({ namespace, name, column }: ExportedEnd): string => `${namespace}/${name}#${column}`;

/** Columns as nodes, edges between them, as Gephi, yEd and networkx read them; a node stands before its first edge. */
export function graphml(): ExportFormat {
  const written = new Set<string>();
  const node = (end: ExportedEnd): string => {
    const id = idOf(end);
    if (written.has(id)) return '';
    written.add(id);
    const label = escape(`${end.name}.${end.column}`);
    return `<node id="${escape(id)}"><data key="label">${label}</data><data key="dataset">${escape(`${end.namespace}/${end.name}`)}</data></node>\n`;
  };
  return {
    contentType: 'application/graphml+xml; charset=utf-8',
    head: [
      '<?xml version="1.0" encoding="UTF-8"?>',
      '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
      '<key id="label" for="node" attr.name="label" attr.type="string"/>',
      '<key id="dataset" for="node" attr.name="dataset" attr.type="string"/>',
      '<key id="kinds" for="edge" attr.name="kinds" attr.type="string"/>',
      '<key id="direct" for="edge" attr.name="direct" attr.type="boolean"/>',
      '<key id="masking" for="edge" attr.name="masking" attr.type="boolean"/>',
      '<graph edgedefault="directed">\n',
    ].join('\n'),
    edge: ({ id, from, to, direct, kinds, masking }) =>
      node(from) +
      node(to) +
      `<edge id="${id}" source="${escape(idOf(from))}" target="${escape(idOf(to))}">` +
      `<data key="kinds">${kinds.join(' ')}</data><data key="direct">${direct}</data><data key="masking">${masking}</data></edge>\n`,
    foot: () => '</graph>\n</graphml>\n',
  };
}
