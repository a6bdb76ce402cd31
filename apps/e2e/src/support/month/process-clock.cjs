// Lets a process live at another time: CLOCK_AT=2026-04-02T08:00:00Z node -r process-clock.cjs …
const RealDate = Date;
const shiftMs = RealDate.parse(process.env.CLOCK_AT) - RealDate.now();

globalThis.Date = class Date extends RealDate {
  constructor(...args) {
    super(...(args.length === 0 ? [RealDate.now() + shiftMs] : args));
  }

  static now() {
    return RealDate.now() + shiftMs;
  }
};
