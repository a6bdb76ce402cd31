import { messagingConfig, queueConfig } from '@tributary/messaging';
import { envFlag, envInteger, envText } from '@tributary/service-kit';
import { z } from 'zod';
import type { WindowOptions } from './window/plan-window';

const envInstant = (doc: { readonly help: string; readonly example: string }) =>
  z
    .string()
    .refine((text) => !Number.isNaN(Date.parse(text)), 'is not a date or an instant')
    .transform((text) => new Date(text))
    .meta(doc);

/** What every collector is configured with, beside its source. */
export const collectorConfig = messagingConfig
  .extend(queueConfig.pick({ QUERIES_QUEUE_URL: true, LINEAGE_QUEUE_URL: true }).shape)
  .extend({
    STATE_BUCKET: envText({
      help: 'S3 bucket for the watermark (state/<source id>)',
      example: 'tributary-state',
    }),
    LOOKBACK_MINUTES: envInteger({
      help: 'overlap with what the run before has read',
      example: '120',
      min: 120,
    }).default(120),
    SETTLE_MINUTES: envInteger({
      help: 'how long a finished statement may take to show in the history',
      example: '5',
      max: 1440,
    }).default(5),
    INITIAL_LOOKBACK_DAYS: envInteger({
      help: 'how far back the first run reads',
      example: '7',
      min: 1,
      max: 3650,
    }).default(7),
    COLLECT_FROM: envInstant({
      help: 'or --from, --since: read from here; the watermark stays as it is',
      example: '2026-05-01T00:00:00Z',
    }).optional(),
    COLLECT_TO: envInstant({
      help: 'or --to, --until: read up to here; the watermark stays as it is',
      example: '2026-05-02T00:00:00Z',
    }).optional(),
    DRY_RUN: envFlag({ help: 'true (or --dry-run): read everything, publish and store nothing' }).default(
      false,
    ),
  });
export type CollectorConfig = z.infer<typeof collectorConfig>;

/** The window's options as configured. */
export const windowOptions = (config: CollectorConfig): WindowOptions => ({
  lookbackMinutes: config.LOOKBACK_MINUTES,
  settleMinutes: config.SETTLE_MINUTES,
  initialLookbackDays: config.INITIAL_LOOKBACK_DAYS,
  from: config.COLLECT_FROM,
  to: config.COLLECT_TO,
});
