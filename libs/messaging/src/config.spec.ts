import { ConfigurationError, loadConfig } from '@tributary/service-kit';
import { messagingConfig, queueConfig } from './config';

describe('the configuration of queues', () => {
  const schema = messagingConfig.extend(queueConfig.pick({ QUERIES_QUEUE_URL: true }).shape);

  it('needs a region and the queues that the service uses, and no bucket', () => {
    const env = { AWS_REGION: 'eu-west-1', QUERIES_QUEUE_URL: 'http://127.0.0.1:9324/1/queries' };

    expect(loadConfig(schema, env)).toEqual(env);
  });

  it('names every variable that is wrong', () => {
    const load = (): unknown => loadConfig(schema, { QUERIES_QUEUE_URL: 'lineage-q' });

    expect(load).toThrow(ConfigurationError);
    expect(load).toThrow(/AWS_REGION is not set/);
    expect(load).toThrow(/QUERIES_QUEUE_URL is not a URL: 'lineage-q'/);
  });
});
