import { ConfigurationError } from '@tributary/service-kit';
import fc from 'fast-check';
import { type WindowOptions, planWindow } from './plan-window';

const at = (text: string): Date => new Date(`2026-05-${text}Z`);
const warehouse = { now: at('10T12:00:00'), retentionDays: 7 };
const options: WindowOptions = { lookbackMinutes: 120, settleMinutes: 5, initialLookbackDays: 3 };

describe('the window of a run', () => {
  it('goes back the initial lookback when nothing was read before', () => {
    expect(planWindow(options, warehouse, null)).toEqual({
      from: at('07T12:00:00'),
      to: at('10T11:55:00'),
      movesWatermark: true,
      gap: null,
      forgetsAt: null,
    });
  });

  it('overlaps what was read before by the lookback', () => {
    expect(planWindow(options, warehouse, at('10T10:55:00')).from).toEqual(at('10T08:55:00'));
  });

  it('reaches back over an outage', () => {
    expect(planWindow(options, warehouse, at('08T00:00:00')).from).toEqual(at('07T22:00:00'));
  });

  it('names the gap when the warehouse may have forgotten', () => {
    const { from, gap } = planWindow(options, warehouse, at('01T00:00:00'));

    expect(from).toEqual(at('03T12:00:00'));
    expect(gap).toEqual({ from: at('01T00:00:00'), to: at('03T12:00:00') });
  });

  it('goes further back than the warehouse promises when the first run asks for it', () => {
    const { from } = planWindow({ ...options, initialLookbackDays: 45 }, warehouse, null);

    expect(from).toEqual(new Date('2026-03-26T12:00:00Z'));
  });

  it('reads what it is told by hand and leaves the watermark alone', () => {
    const byHand = { ...options, from: at('01T00:00:00'), to: at('02T00:00:00') };

    expect(planWindow(byHand, warehouse, at('10T10:00:00'))).toEqual({
      from: at('01T00:00:00'),
      to: at('02T00:00:00'),
      movesWatermark: false,
      gap: null,
      forgetsAt: null,
    });
  });

  it('says when the warehouse begins to forget, before it does', () => {
    expect(planWindow(options, warehouse, at('07T00:00:00')).forgetsAt).toBeNull();
    expect(planWindow(options, warehouse, at('05T00:00:00')).forgetsAt).toEqual(at('12T00:00:00'));
    expect(planWindow(options, warehouse, at('01T00:00:00')).forgetsAt).toBeNull();
  });

  it('refuses an empty one: by hand it is a mistake in the call', () => {
    const planned = (more: Partial<WindowOptions>, watermark: Date | null) => () =>
      planWindow({ ...options, ...more }, warehouse, watermark);

    expect(planned({ from: at('12T00:00:00') }, null)).toThrow(ConfigurationError);
    expect(planned({ to: at('09T00:00:00') }, at('10T11:00:00'))).toThrow(/COLLECT_TO.*COLLECT_FROM/);
    expect(planned({}, at('12T00:00:00'))).toThrow('is empty');
  });

  it('leaves no moment unread over any sequence of runs within the retention', () => {
    const pauses = fc.array(fc.integer({ min: 1, max: 6 * 24 * 60 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(pauses, (minutes) => {
        let now = at('01T00:00:00').getTime();
        let watermark: Date | null = null;
        for (const pause of minutes) {
          now += pause * 60_000;
          const planned = planWindow(options, { now: new Date(now), retentionDays: 7 }, watermark);
          if (watermark !== null)
            expect(planned.from.getTime()).toBeLessThanOrEqual(watermark.getTime() - 120 * 60_000);
          expect(now - planned.from.getTime()).toBeGreaterThanOrEqual(120 * 60_000);
          watermark = planned.to;
        }
      }),
    );
  });
});
