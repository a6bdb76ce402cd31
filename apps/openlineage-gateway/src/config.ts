import { messagingConfig, queueConfig } from '@tributary/messaging';
import { envFlag, envInteger, envPort, envSecret, envText } from '@tributary/service-kit';
import { z } from 'zod';

const MIB = 1_048_576;

export const gatewayConfig = messagingConfig
  .extend(queueConfig.pick({ EVENTS_QUEUE_URL: true }).shape)
  .extend({
    PORT: envPort({ help: 'port for events' }).default(8080),
    HOST: envText({ help: 'address to listen on', example: '0.0.0.0' }).default('0.0.0.0'),
    PORT_FILE: envText({ help: 'gets the port once the gateway listens', example: '/run/port' }).optional(),
    API_KEYS_FILE: envText({
      help: 'file with the hashes of keys',
      example: '/run/secrets/keys.json',
    }).optional(),
    API_KEYS: envSecret({ help: 'the same as text, as a secret store injects it' }).optional(),
    API_KEYS_SECRET_ID: envText({
      help: 'secret of AWS Secrets Manager with the same, by name or ARN',
      example: 'tributary/gateway-keys',
    }).optional(),
    API_KEYS_REFRESH_SECONDS: envInteger({
      help: 'how often that secret is looked at again, so that keys come and go without a restart',
      example: '300',
      min: 10,
      max: 86_400,
    }).default(300),
    ALLOW_ANONYMOUS: envFlag({
      help: 'take events without a key; unset: only when no keys are configured',
    }).optional(),
    MAX_BODY_BYTES: envInteger({ help: 'largest body as it travels', min: 1024 }).default(10 * MIB),
    MAX_INFLATED_BYTES: envInteger({ help: 'largest body after inflating', min: 1024 }).default(32 * MIB),
    MAX_IN_FLIGHT_REQUESTS: envInteger({ help: 'requests in hand; beyond: 503', min: 1 }).default(1_000),
    MAX_IN_FLIGHT_BYTES: envInteger({ help: 'memory for bodies in hand; beyond: 503', min: MIB }).default(
      256 * MIB,
    ),
    GATHER_MS: envInteger({
      help: 'how long an event waits for others to share a call to the queue',
      max: 100,
    }).default(3),
    ANSWER_WITHIN_MS: envInteger({
      help: 'answer 503 when the queue has not accepted by then; the clients give up after 5 s',
      min: 100,
    }).default(4_000),
  });
export type GatewayConfig = z.infer<typeof gatewayConfig>;
