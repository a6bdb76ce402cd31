/** Groups neighbouring rows of one key. */
export async function* groupRows<T>(
  rows: AsyncIterable<T>,
  keyOf: (row: T) => string,
): AsyncGenerator<[T, ...T[]]> {
  let group: [T, ...T[]] | null = null;
  let key = '';
  for await (const row of rows) {
    const next = keyOf(row);
    if (group !== null && next === key) {
      group.push(row);
      continue;
    }
    if (group !== null) yield group;
    group = [row];
    key = next;
  }
  if (group !== null) yield group;
}
