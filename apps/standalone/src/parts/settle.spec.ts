import { type Unfinished, settle } from './settle';

const left = (count: number): Unfinished => ({ queues: { queries: count }, unprojected: 0, unparsed: 0 });
const looks = (...counts: number[]) => {
  let at = 0;
  return async (): Promise<Unfinished> => left(counts[Math.min(at++, counts.length - 1)] ?? 0);
};

describe('settle', () => {
  it('believes in rest only after seeing it three times in a row', async () => {
    const look = looks(2, 0, 0, 1, 0);
    let asked = 0;

    const settled = await settle(
      () => {
        asked += 1;
        return look();
      },
      10_000,
      () => undefined,
    );

    expect([settled, asked]).toEqual([true, 7]);
  });

  it('gives up after its deadline', async () => {
    expect(await settle(looks(1), 300, () => undefined)).toBe(false);
  });

  it('takes a probe that fails for not at rest', async () => {
    const look = looks(0);
    let failures = 1;

    const settled = await settle(
      async () => {
        if (failures-- > 0) throw new Error('down');
        return await look();
      },
      10_000,
      () => undefined,
    );

    expect(settled).toBe(true);
  });
});
