import {
  databaseAccess,
  databaseConfig,
  refuseNoDatabase,
  type DatabaseAccess,
} from '@tributary/graph-store';
import { loadConfig } from '@tributary/service-kit';

const config = databaseConfig.superRefine(refuseNoDatabase, { when: () => true });

/** The graph's database by the variables of this process. Throws ConfigurationError when they do not say where it is. */
export const configuredDatabase = (): DatabaseAccess => databaseAccess(loadConfig(config, process.env));
