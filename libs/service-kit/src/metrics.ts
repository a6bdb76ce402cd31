import {
  Counter as PromCounter,
  Gauge as PromGauge,
  Histogram as PromHistogram,
  Registry,
  collectDefaultMetrics,
} from 'prom-client';

/** Every label lists its values: what is not in the list cannot become a label. */
export type Labels = Readonly<Record<string, readonly string[]>>;
export type LabelValues<L extends Labels> = { readonly [K in keyof L]: L[K][number] };

export interface MetricSpec<L extends Labels> {
  /** `<what>_<unit>[_total]`; the registry puts `tributary_` in front. */
  readonly name: string;
  readonly help: string;
  readonly labels: L;
}

export interface Counter<L extends Labels> {
  add(labels: LabelValues<L>, amount?: number): void;
}
export interface Gauge<L extends Labels> {
  set(labels: LabelValues<L>, value: number): void;
}
export interface Histogram<L extends Labels> {
  observe(labels: LabelValues<L>, value: number): void;
}

/** Where counts live. Asking twice for the same name gives the same metric. */
export interface Metrics {
  counter<const L extends Labels>(spec: MetricSpec<L>): Counter<L>;
  gauge<const L extends Labels>(spec: MetricSpec<L>): Gauge<L>;
  histogram<const L extends Labels>(
    spec: MetricSpec<L> & { readonly buckets?: readonly number[] },
  ): Histogram<L>;
  /** The Prometheus exposition text and its content type. */
  exposition(): Promise<{ readonly contentType: string; readonly text: string }>;
}

/** An empty registry of its own; `processMetrics` adds Node's memory, CPU and event-loop figures. */
export function createMetrics(options: { readonly processMetrics?: boolean } = {}): Metrics {
  const registry = new Registry();
  if (options.processMetrics === true) collectDefaultMetrics({ register: registry });

  const settings = (spec: MetricSpec<Labels>) => ({
    name: `tributary_${spec.name}`,
    help: spec.help,
    labelNames: Object.keys(spec.labels),
    registers: [registry],
  });
  const known = <T>(spec: MetricSpec<Labels>, make: () => T): T =>
    (registry.getSingleMetric(`tributary_${spec.name}`) as T | undefined) ?? make();

  return {
    counter: (spec) => {
      const metric = known(spec, () => new PromCounter(settings(spec)));
      return { add: (labels, amount = 1) => metric.inc({ ...labels }, amount) };
    },
    gauge: (spec) => {
      const metric = known(spec, () => new PromGauge(settings(spec)));
      return { set: (labels, value) => metric.set({ ...labels }, value) };
    },
    histogram: (spec) => {
      const buckets = spec.buckets === undefined ? {} : { buckets: [...spec.buckets] };
      const metric = known(spec, () => new PromHistogram({ ...settings(spec), ...buckets }));
      return { observe: (labels, value) => metric.observe({ ...labels }, value) };
    },
    exposition: async () => ({ contentType: registry.contentType, text: await registry.metrics() }),
  };
}
