import { s3Client, s3ObjectFolder } from '@tributary/messaging';
import type { Clock } from '@tributary/service-kit';
import { createOutbox, type Outbox } from './outbox';

export interface OutboxConfig {
  readonly CLAIM_BUCKET?: string | undefined;
  readonly AWS_REGION: string;
}

/** The outbox below `openlineage-out/` of the bucket for large messages. */
export function openOutbox({ CLAIM_BUCKET: bucket, AWS_REGION: region }: OutboxConfig, clock: Clock): Outbox {
  if (bucket === undefined)
    throw new Error('OpenLineage out without CLAIM_BUCKET: the configuration should have been refused');
  return createOutbox(
    s3ObjectFolder({ client: s3Client({ region }), bucket, prefix: 'openlineage-out/' }),
    clock,
  );
}
