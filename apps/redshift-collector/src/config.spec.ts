import { loadConfig } from '@tributary/service-kit';
import { config, sourceOf, targetOf } from './config';

const ENV = {
  AWS_REGION: 'eu-west-1',
  QUERIES_QUEUE_URL: 'http://127.0.0.1:9324/000000000000/queries',
  LINEAGE_QUEUE_URL: 'http://127.0.0.1:9324/000000000000/lineage',
  STATE_BUCKET: 'tributary',
  REDSHIFT_DATABASES: 'shop',
};
const load = (more: Record<string, string>) => loadConfig(config, { ...ENV, ...more });
const problemsOf = (more: Record<string, string>): string[] => {
  try {
    load(more);
    return [];
  } catch (error) {
    return (error as { problems: { variable: string }[] }).problems.map(({ variable }) => variable);
  }
};

describe('the configuration of redshift-collector', () => {
  it.each([
    [{ REDSHIFT_CLUSTER: 'c' }, { kind: 'cluster-iam', cluster: 'c' }],
    [
      { REDSHIFT_CLUSTER: 'c', REDSHIFT_DB_USER: 'u' },
      { kind: 'cluster-user', cluster: 'c', dbUser: 'u' },
    ],
    [
      { REDSHIFT_CLUSTER: 'c', REDSHIFT_SECRET_ARN: 's' },
      { kind: 'cluster-secret', cluster: 'c', secretArn: 's' },
    ],
    [{ REDSHIFT_WORKGROUP: 'w' }, { kind: 'workgroup-iam', workgroup: 'w' }],
    [
      { REDSHIFT_WORKGROUP: 'w', REDSHIFT_SECRET_ARN: 's' },
      { kind: 'workgroup-secret', workgroup: 'w', secretArn: 's' },
    ],
  ])('signs in by %j', (settings, target) => {
    expect(targetOf(load(settings))).toEqual(target);
  });

  it('names the source by the warehouse and its region, unless told otherwise', () => {
    expect(sourceOf(load({ REDSHIFT_WORKGROUP: 'w' }))).toEqual({
      kind: 'redshift',
      id: 'redshift:w.eu-west-1',
      namespace: 'redshift://w.eu-west-1:5439',
    });
    expect(sourceOf(load({ REDSHIFT_WORKGROUP: 'w', SOURCE_ID: 'prod' })).id).toBe('prod');
  });

  it.each([
    [{}, ['REDSHIFT_CLUSTER']],
    [{ REDSHIFT_CLUSTER: 'c', REDSHIFT_WORKGROUP: 'w' }, ['REDSHIFT_WORKGROUP']],
    [{ REDSHIFT_WORKGROUP: 'w', REDSHIFT_DB_USER: 'u' }, ['REDSHIFT_DB_USER']],
    [{ REDSHIFT_CLUSTER: 'c', REDSHIFT_DB_USER: 'u', REDSHIFT_SECRET_ARN: 's' }, ['REDSHIFT_DB_USER']],
    [{ REDSHIFT_CLUSTER: 'c', LOOKBACK_MINUTES: '60' }, ['LOOKBACK_MINUTES']],
    [
      { REDSHIFT_DATABASES: ' , ', GLUE_ACCOUNT_ID: 'x' },
      ['REDSHIFT_DATABASES', 'GLUE_ACCOUNT_ID', 'REDSHIFT_CLUSTER'],
    ],
    [{ REDSHIFT_CLUSTER: 'c', COLLECT_FROM: '2026-05-02', COLLECT_TO: '2026-05-01' }, ['COLLECT_TO']],
  ])('refuses %j', (settings, variables) => {
    expect(problemsOf(settings)).toEqual(variables);
  });
});
