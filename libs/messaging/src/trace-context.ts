import { type Context, ROOT_CONTEXT, context, propagation } from '@opentelemetry/api';

/** `traceparent` and friends of the running span, as message attributes; empty when no tracing SDK is set up. */
export function traceAttributes(): Record<string, string> {
  const carrier: Record<string, string> = {};
  propagation.inject(context.active(), carrier);
  return carrier;
}

/** Runs `work` as a child of the span that a message's attributes name. */
export function withTraceOf<T>(attributes: Readonly<Record<string, string>>, work: () => T): T {
  const parent: Context = propagation.extract(ROOT_CONTEXT, attributes);
  return context.with(parent, work);
}
