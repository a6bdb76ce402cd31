/** Figures of one benchmark: printed as they come, or all as one JSON object where `--json` was given. */
export class Report {
  private readonly figures: Record<string, number> = {};
  private readonly json = process.argv.includes('--json');

  constructor(private readonly bench: string) {}

  /** `figure('p99', 3.2, 'ms')` */
  figure(name: string, value: number, unit: string): void {
    this.figures[`${name} (${unit})`] = value;
    this.say(`${name}: ${rounded(value)} ${unit}`);
  }

  /** A line for the reader that is no figure. */
  say(text: string): void {
    if (!this.json) process.stdout.write(`  ${text}\n`);
  }

  end(): void {
    if (this.json) process.stdout.write(`${JSON.stringify({ bench: this.bench, figures: this.figures })}\n`);
  }
}

const rounded = (value: number): string => (Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(3));
