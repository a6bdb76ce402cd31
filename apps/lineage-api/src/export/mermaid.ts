import type { ExportFormat, ExportedEnd } from './export-format';

/** What Mermaid would read as markup, as entities of its own. */
const label = (text: string): string =>
  text.replace(/[^\p{L}\p{N} _.,:/-]/gu, (character) => `#${character.codePointAt(0)};`);

/** Datasets and what flows between them, each arrow once: a drawing of columns could not be read. */
export function mermaid(): ExportFormat {
  const nodes = new Map<string, string>();
  const arrows = new Set<string>();
  const node = ({ namespace, name }: ExportedEnd): { id: string; line: string } => {
    const key = `${namespace}/${name}`;
    const known = nodes.get(key);
    if (known !== undefined) return { id: known, line: '' };
    const id = `d${nodes.size + 1}`;
    nodes.set(key, id);
    return { id, line: `  ${id}["${label(name)}"]\n` };
  };
  return {
    contentType: 'text/vnd.mermaid; charset=utf-8',
    head: 'flowchart LR\n',
    edge: ({ from, to, direct }) => {
      const [source, target] = [node(from), node(to)];
      const arrow = `  ${source.id} ${direct ? '-->' : '-.->'} ${target.id}\n`;
      const isNew = source.id !== target.id && !arrows.has(arrow);
      arrows.add(arrow);
      return source.line + target.line + (isNew ? arrow : '');
    },
    foot: () => '',
  };
}
