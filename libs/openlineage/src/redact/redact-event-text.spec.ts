import { dataset, runEvent } from '../../test/events';
import { redactEventText } from './redact-event-text';

const redacted = (changes: Record<string, unknown>): string =>
  redactEventText(JSON.stringify(runEvent(changes)));

describe('redactEventText', () => {
  it('leaves an event without secrets exactly as it came', () => {
    const body = `{ "a" : 9007199254740993 ,"b": "caf\\u00e9 \\"quoted\\" C:\\\\temp", "c":[1.0, true , null,"x"] }\n`;

    expect(redactEventText(body)).toBe(body);
  });

  it.each([
    ['an environment variable', { environmentVariables: [{ name: 'API_TOKEN', value: 'hush-1' }] }],
    ['one whose value comes first', { environmentVariables: [{ value: 'hush-1', name: 'API_TOKEN' }] }],
    [
      'a Spark property',
      { spark_properties: { properties: { 'spark.hadoop.fs.s3a.secret.key': 'hush-1' } } },
    ],
    [
      'each value of such a name',
      '{"value":"hush-1","name":"DB_PASSWORD","value":"hush-1 again","more":{"name":"x"}}',
    ],
    ['a setting written twice', '{"password":"hush-1","password":"hush-1"}'],
  ])('overwrites %s', (_what, facets) => {
    const text = typeof facets === 'string' ? redactEventText(facets) : redacted({ run: { facets } });

    expect(text).not.toContain('hush-1');
    expect(text).toContain('"***"');
  });

  it('overwrites credentials inside SQL and keeps the statement', () => {
    const query = `copy cats from 's3://pets/cats' credentials 'aws_access_key_id=AKIAABCDEFGHIJKLMNOP;aws_secret_access_key=hush/1+x'`;

    const text = redacted({ job: { namespace: 'a', name: 'b', facets: { sql: { query } } } });

    expect(text).not.toMatch(/AKIAABCDEFGHIJKLMNOP|hush/);
    expect(text).toContain(`copy cats from 's3://pets/cats'`);
  });

  it('takes the user out of addresses, so that the namespace names the same host', () => {
    const input = { ...dataset('cats'), namespace: 'postgres://keeper:hush-1@zoo:5432' };

    expect(redacted({ inputs: [input] })).toContain('"namespace":"postgres://zoo:5432"');
  });

  it('takes passwords out of connection strings', () => {
    const uri = 'jdbc:postgresql://zoo:5432/pets?user=keeper&password=hush-1&ssl=true';

    expect(redacted({ inputs: [dataset('cats', { dataSource: { uri } })] })).toContain(
      'password=***&ssl=true',
    );
  });

  it('keeps columns that are merely called like secrets', () => {
    const facets = { schema: { fields: [{ name: 'password', type: 'varchar(64)' }] } };

    expect(redacted({ inputs: [dataset('keepers', facets)] })).toContain('varchar(64)');
  });

  it('keeps the value of another name, in the same list and in objects around it', () => {
    const body = JSON.stringify({
      name: 'password',
      list: [{ name: 'HOME', value: '/home/keeper-of-cats' }],
    });

    expect(redactEventText(body)).toBe(body);
  });

  it('tells the end of a text by an even number of backslashes', () => {
    const body = String.raw`{"a":"C:\\\\","b\\\"":"x\"","password":"hush-1"}`;

    expect(redactEventText(body)).toBe(body.replace('hush-1', '***'));
  });

  it('changes nothing when it is run again', () => {
    const once = redacted({ run: { facets: { env: { DB_PASSWORD: 'hush-1', url: 'x://u:p@h/' } } } });

    expect(redactEventText(once)).toBe(once);
  });

  it('finds secrets in a text that is not JSON', () => {
    expect(redactEventText('{"password": "hush-1", "b": ')).not.toContain('hush-1');
  });
});
