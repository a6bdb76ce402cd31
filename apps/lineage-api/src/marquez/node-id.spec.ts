import { readNodeId } from './node-id';

const glue = 'arn:aws:glue:eu-west-1:123456789012';

describe('readNodeId', () => {
  it('offers every place where an ARN may end, the longest first', () => {
    expect(readNodeId(`dataset:${glue}:table/lake/orders`)?.names).toEqual([
      { namespace: glue, name: 'table/lake/orders' },
      { namespace: 'arn:aws:glue:eu-west-1', name: '123456789012:table/lake/orders' },
      { namespace: 'arn:aws:glue', name: 'eu-west-1:123456789012:table/lake/orders' },
      { namespace: 'arn:aws', name: 'glue:eu-west-1:123456789012:table/lake/orders' },
      { namespace: 'arn', name: 'aws:glue:eu-west-1:123456789012:table/lake/orders' },
    ]);
  });

  it('does not cut a scheme off its host', () => {
    expect(readNodeId('job:redshift://shop:5439:insert a b')?.names).toEqual([
      { namespace: 'redshift://shop:5439', name: 'insert a b' },
      { namespace: 'redshift://shop', name: '5439:insert a b' },
    ]);
  });

  it('cuts the field off first', () => {
    expect(readNodeId('datasetField:airflow:orders:id')?.fields[0]).toEqual({
      names: [{ namespace: 'airflow', name: 'orders' }],
      field: 'id',
    });
  });

  it('reads a version, and what was encoded once too often', () => {
    const version = 'be1f5a4a-05a8-446b-8f5a-9545353bb246';

    expect(readNodeId(`dataset:a:b#${version}`)).toMatchObject({
      names: [{ namespace: 'a', name: 'b' }],
      version,
    });
    expect(readNodeId('dataset:s3%3A%2F%2Flake:a%25')?.names).toContainEqual({
      namespace: 's3://lake',
      name: 'a%',
    });
    expect(readNodeId('dataset:a:100%')?.names).toEqual([{ namespace: 'a', name: '100%' }]);
  });

  it.each(['', 'dataset:', 'orders', 'table:a:b'])('knows no node in %j', (text) => {
    expect(readNodeId(text)).toBeNull();
  });
});
