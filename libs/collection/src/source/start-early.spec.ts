import { startEarly } from './start-early';

describe('startEarly', () => {
  it('reads the first item before anybody asks, and no further', async () => {
    const read: number[] = [];
    async function* numbers(): AsyncGenerator<number> {
      for (const number of [1, 2, 3]) {
        read.push(number);
        yield number;
      }
    }

    const items = startEarly(numbers());
    const before = [...read];
    const all: number[] = [];
    for await (const item of items) all.push(item);

    expect(before).toEqual([1]);
    expect(all).toEqual([1, 2, 3]);
  });

  it('keeps a failure for whoever asks for the first item', async () => {
    const broken: AsyncIterable<number> = {
      [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(new Error('no warehouse')) }),
    };

    const items = startEarly(broken);
    await new Promise((resolve) => setImmediate(resolve));

    await expect(items.next()).rejects.toThrow('no warehouse');
  });

  it('stops what it reads when its reader stops', async () => {
    let ended = false;
    async function* endless(): AsyncGenerator<number> {
      try {
        for (;;) yield 1;
      } finally {
        ended = true;
      }
    }

    for await (const item of startEarly(endless())) if (item === 1) break;

    expect(ended).toBe(true);
  });
});
