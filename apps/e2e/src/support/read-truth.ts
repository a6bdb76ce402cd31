/** What `truth/columns.txt` says: for each column named in it, its incoming edges as `<- source KIND` and `<~ source KIND`. */
export function readTruth(text: string): Map<string, Set<string>> {
  const truth = new Map<string, Set<string>>();
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    const match = /^(\S+)(?:\s+(<-|<~)\s+(\S+)\s+([A-Z_]+))?\s*$/.exec(line);
    if (match === null) throw new Error(`truth line ${index + 1} is not an edge: '${line}'`);
    const [, column = '', arrow, source, kind] = match;
    const edges = truth.get(column) ?? new Set<string>();
    if (arrow !== undefined) edges.add(`${arrow} ${source} ${kind}`);
    truth.set(column, edges);
  }
  return truth;
}
