import fc from 'fast-check';
import { packBatches } from './pack-batches';

const MIB = 1_048_576;

describe('packBatches', () => {
  it('keeps every entry, in order, in batches that SQS takes', () => {
    const sizes = fc.array(fc.oneof(fc.integer({ min: 1, max: 2_000 }), fc.integer({ min: 1, max: MIB })));
    fc.assert(
      fc.property(sizes, (bytesOfEach) => {
        const entries = bytesOfEach.map((bytes, index) => ({
          index,
          bytes,
          message: { body: '', attributes: {} },
        }));

        const batches = packBatches(entries);

        expect(batches.flat()).toEqual(entries);
        for (const batch of batches) {
          expect(batch.length).toBeGreaterThan(0);
          expect(batch.length).toBeLessThanOrEqual(10);
          expect(batch.reduce((sum, entry) => sum + entry.bytes, 0)).toBeLessThanOrEqual(MIB);
        }
      }),
    );
  });
});
