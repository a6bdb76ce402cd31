import { inParts } from './in-parts';

const day = (number: number): Date => new Date(Date.UTC(2026, 4, number));
const window = { from: day(1), to: day(4) };

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

describe('inParts', () => {
  it('reads parts that join without a gap, in order', async () => {
    const found = await all(
      inParts(window, 3, async function* ({ from, to }) {
        yield [from.toISOString(), to.toISOString()];
      }),
    );

    expect(found).toEqual([
      ['2026-05-01T00:00:00.000Z', '2026-05-02T00:00:00.000Z'],
      ['2026-05-02T00:00:00.000Z', '2026-05-03T00:00:00.000Z'],
      ['2026-05-03T00:00:00.000Z', '2026-05-04T00:00:00.000Z'],
    ]);
  });

  it('asks for the next part once the one before has answered, and no earlier', async () => {
    const asked: number[] = [];
    const items = inParts(window, 3, async function* ({ from }) {
      asked.push(from.getUTCDate());
      yield 'a';
      yield 'b';
    });

    const first = items.next();
    const before = [...asked];
    await first;
    await items.next();
    const after = [...asked];
    await items.return(undefined);

    expect([before, after]).toEqual([[1], [1, 2]]);
  });

  it('goes on over parts in which nothing ended, and reads nothing after a refusal', async () => {
    const read = inParts(window, 3, async function* ({ from }) {
      if (from.getUTCDate() === 2) yield 'only here';
    });
    const asked: number[] = [];
    const refused = inParts(window, 3, async function* ({ from }): AsyncGenerator<string> {
      asked.push(from.getUTCDate());
      throw new Error('permission denied');
    });

    expect(await all(read)).toEqual(['only here']);
    await expect(all(refused)).rejects.toThrow('permission denied');
    expect(asked).toEqual([1]);
  });
});
