import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { stopTestServer, testDatabase } from '@tributary/testing';
import { migrate, openDatabase } from '../src';
import { migrations } from '../src/migrations';
import { dumpSchema } from './support/schema-dump';

jest.setTimeout(60_000);
afterAll(stopTestServer);

// After a new migration: UPDATE_GOLDEN=1 npx jest test/schema.spec.ts, and read the difference.
const golden = path.join(__dirname, 'golden', 'schema.txt');

describe('the migrations', () => {
  it('make the schema that test/golden/schema.txt holds, once, however many start at the same time', async () => {
    const { url, drop } = await testDatabase();

    const applied = await Promise.all(Array.from({ length: 20 }, () => migrate(url)));

    expect(applied.filter((names) => names.length > 0)).toEqual([migrations.map(({ name }) => name)]);
    expect(await migrate(url)).toEqual([]);
    const database = openDatabase(url);
    const schema = await dumpSchema(database);
    await database.close();
    await drop();
    if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(golden, schema);
    expect(schema).toBe(readFileSync(golden, 'utf8'));
  });
});
