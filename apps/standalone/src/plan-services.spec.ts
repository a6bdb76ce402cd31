import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type Addresses, planCollectors, planServices } from './plan-services';

const at: Addresses = {
  databaseUrl: 'postgres://here/db',
  queues: { queries: 'q', events: 'e', lineage: 'l' },
  claimBucket: 'tributary',
  sqsEndpoint: 'http://127.0.0.1:1',
  s3Endpoint: 'http://127.0.0.1:2',
  realAws: false,
  sources: null,
  apiPort: 3,
  gatewayPort: 4,
};

describe('planServices', () => {
  const kept = { ...process.env };
  afterEach(() => {
    process.env = { ...kept };
  });

  it('hands every writer, and nobody else, where OpenLineage goes', () => {
    process.env['OPENLINEAGE_OUT'] = 'https://catalog.example.org/api/v1/lineage';
    process.env['OPENLINEAGE_OUT_KEY'] = 'k';
    process.env['OPENLINEAGE_OUTSIDE'] = 'no';

    const services = planServices(
      at,
      { apps: '/apps', logs: '/logs' },
      { parsers: 1, writers: 2 },
      [5, 6, 7, 8, 9],
    );

    expect(
      services.map(({ name, env }) => [
        name,
        Object.keys(env).filter((key) => key.startsWith('OPENLINEAGE')),
      ]),
    ).toEqual([
      ['lineage-writer', ['OPENLINEAGE_OUT', 'OPENLINEAGE_OUT_KEY']],
      ['lineage-writer-2', ['OPENLINEAGE_OUT', 'OPENLINEAGE_OUT_KEY']],
      ['parser-worker', []],
      ['openlineage-gateway', []],
      ['lineage-api', []],
    ]);
    expect(services[0]?.env).toMatchObject({ DATABASE_URL: 'postgres://here/db', CLAIM_BUCKET: 'tributary' });
  });
});

describe('planCollectors', () => {
  it('starts collectors with the limits that their own start has', () => {
    const apps = path.join(__dirname, '../..');

    const collectors = planCollectors(at, { apps, logs: '/logs' });

    expect(collectors.map(({ name }) => name)).toEqual(['redshift-collector', 'athena-collector']);
    for (const { name, env } of collectors) {
      const own = readFileSync(path.join(apps, name, 'package.json'), 'utf8');
      expect(own).toContain(`"start": "node ${env['NODE_OPTIONS']} dist/main.js"`);
    }
  });
});
