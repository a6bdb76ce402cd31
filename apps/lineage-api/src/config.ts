import path from 'node:path';
import { databaseConfig, refuseNoDatabase } from '@tributary/graph-store';
import { envInteger, envList, envPort, envText } from '@tributary/service-kit';
import type { z } from 'zod';

const sha256 = /^[0-9a-f]{64}$/;

const fields = databaseConfig.extend({
  DATABASE_CONNECTIONS: envInteger({ help: 'most connections open at once', example: '10', min: 1 }).default(
    10,
  ),
  PORT: envPort({ help: 'where the API and the UI are served; 0: the system chooses' }).default(8080),
  PORT_FILE: envText({ help: 'file that gets the port once it is known', example: '/tmp/port' }).optional(),
  HOST: envText({ help: 'address to listen on', example: '0.0.0.0' }).default('0.0.0.0'),
  WEB_DIST: envText({ help: 'folder of the built web UI', example: '/app/web' }).default(
    path.join(__dirname, '../../web/dist'),
  ),
  QUERY_BUDGET_MS: envInteger({
    help: 'how long one question may keep the database busy before it is given up with 503',
    example: '5000',
    min: 1,
    max: 600_000,
  }).default(5_000),
  API_KEYS: envList({
    help: 'SHA-256 of each key that may ask, in hex; with neither this nor API_KEYS_FILE anybody may',
    example: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  })
    .refine((hashes) => hashes.every((hash) => sha256.test(hash)), {
      error: 'must hold SHA-256 hashes of 64 lower-case hex digits (printf %s "$KEY" | sha256sum)',
    })
    .meta({ secret: true })
    .optional(),
  API_KEYS_FILE: envText({
    help: 'file with one such hash a line, then anything (a name); # starts a comment; read again when it changes',
    example: '/run/secrets/api-keys',
  }).optional(),
});

/** The variables of lineage-api. */
export const config = fields.superRefine(refuseNoDatabase, { when: () => true });
export type Config = z.infer<typeof config>;
