import { type LargeBodies, createLargeBodies } from './large-bodies';

const MIB = 1_048_576;
const LONG = 60_000;

/** Says of each body whether it is in hand. */
async function arrivals(bodies: LargeBodies, sizes: readonly number[]): Promise<Arrival[]> {
  const all = sizes.map((bytes) => new Arrival(bodies, bytes));
  await settled();
  return all;
}
class Arrival {
  private end: (() => void) | null | undefined;

  constructor(bodies: LargeBodies, bytes: number) {
    void bodies.enter(bytes, LONG).then((leave) => (this.end = leave));
  }
  get isIn(): boolean {
    return this.end !== undefined;
  }
  async leave(): Promise<void> {
    this.end!();
    await settled();
  }
}
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

it('lets in what there is room for, and the others in their order', async () => {
  const all = await arrivals(createLargeBodies({ roomBytes: 4 * MIB }), [3 * MIB, 2 * MIB, MIB, MIB]);
  const inHand = (): boolean[] => all.map(({ isIn }) => isIn);

  expect(inHand()).toEqual([true, false, false, false]);
  await all[0]!.leave();
  expect(inHand()).toEqual([true, true, true, true]);
});

it('lets in a body larger than the room when it is alone', async () => {
  const [one, large, next] = await arrivals(createLargeBodies({ roomBytes: 4 * MIB }), [MIB, 9 * MIB, MIB]);

  expect([one!.isIn, large!.isIn]).toEqual([true, false]);
  await one!.leave();
  expect([large!.isIn, next!.isIn]).toEqual([true, false]);
  await large!.leave();
  expect(next!.isIn).toBe(true);
});

it('never has small ones wait', async () => {
  const [, small] = await arrivals(createLargeBodies({ roomBytes: MIB }), [9 * MIB, 1_000]);

  expect(small!.isIn).toBe(true);
});

it('sends away whose time is over, and forgets it', async () => {
  const bodies = createLargeBodies({ roomBytes: MIB });
  const [first] = await arrivals(bodies, [MIB]);

  expect(await bodies.enter(MIB, 1)).toBeNull();
  const [third] = await arrivals(bodies, [MIB]);
  await first!.leave();
  expect(third!.isIn).toBe(true);
});

it('sends away at once what would wait behind too much, but lets one wait that is larger than all that may', async () => {
  const bodies = createLargeBodies({ roomBytes: MIB, waitingBytes: 4 * MIB });
  const [first, large] = await arrivals(bodies, [MIB, 9 * MIB]);

  expect(await bodies.enter(MIB, LONG)).toBeNull();
  await first!.leave();
  expect(large!.isIn).toBe(true);
});

it('has garbage collected whenever so much has left', async () => {
  let collections = 0;
  const bodies = createLargeBodies({ collect: () => (collections += 1), collectEveryBytes: 2 * MIB });

  for (let i = 0; i < 4; i += 1) (await bodies.enter(MIB, LONG))!();

  expect(collections).toBe(2);
});
