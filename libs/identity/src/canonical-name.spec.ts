import { canonicalDatasetName } from './canonical-name';
import { datasetId, displayName, parseDatasetId } from './dataset-id';
import { datasetNameOfTable } from './name-of-table';

const canonical = (namespace: string, name: string, athenaAccount?: string): string =>
  datasetId(canonicalDatasetName({ namespace, name }, athenaAccount ? { athenaAccount } : {}));

describe('canonicalDatasetName', () => {
  it.each([
    ['redshift://pets.eu-west-1:5439', 'Dev.Zoo.Cats'],
    ['redshift://PETS.q1w2.eu-west-1.redshift.amazonaws.com', 'dev.zoo.cats'],
    ['postgres://user:pw@pets.q1w2.eu-west-1.redshift.amazonaws.com:5439', 'dev.zoo.cats'],
    ['jdbc:redshift:iam://pets.q1w2.eu-west-1.redshift.amazonaws.com:5439/dev', 'dev.zoo.cats'],
    ['redshift://pets.123456789012.eu-west-1.redshift-serverless.amazonaws.com:5439', 'dev.zoo.cats'],
  ])('reads %s as the cluster', (namespace, name) => {
    expect(canonical(namespace, name)).toBe('redshift://pets.eu-west-1:5439/dev.zoo.cats');
  });

  it.each(['table/zoo/cats', 'zoo.Cats', 'zoo/cats', 'zoo.zoo.cats', 'AwsDataCatalog.zoo.cats'])(
    'reads %s as a Glue table',
    (name) => {
      expect(canonical('aws:glue:eu-west-1:111111111111', name)).toBe(
        'arn:aws:glue:eu-west-1:111111111111/table/zoo/cats',
      );
    },
  );

  it('takes the default catalog of Athena for Glue only when it knows the account', () => {
    const athena = 'awsathena://athena.eu-west-1.amazonaws.com';

    expect(canonical(athena, 'AwsDataCatalog.zoo.cats')).toBe(`${athena}/awsdatacatalog.zoo.cats`);
    expect(canonical(athena, 'AwsDataCatalog.zoo.cats', '111111111111')).toBe(
      'arn:aws:glue:eu-west-1:111111111111/table/zoo/cats',
    );
    expect(canonical(athena, 'dynamo.zoo.cats', '111111111111')).toBe(`${athena}/dynamo.zoo.cats`);
  });

  it('strips slashes from object keys and keeps their case', () => {
    expect(canonical('s3a://Pets/', '/Zoo/Cats/')).toBe('s3://pets/Zoo/Cats');
  });

  it.each([
    ['s3://Pets/zoo', 'Cats', 's3://pets/zoo/Cats'],
    ['hive://MS:9083', 'Zoo.Cats', 'hive://ms:9083/zoo.cats'],
    ['hdfs://NN:8020/', 'zoo/Cats/', 'hdfs://nn:8020//zoo/Cats'],
    ['file:///', '/zoo/cats/', 'file//zoo/cats'],
    ['file:', '/zoo/cats', 'file//zoo/cats'],
    [
      'jdbc:redshift://pets.q1w2.eu-west-1.redshift.amazonaws.com:5439/dev',
      'dev.zoo.cats',
      'redshift://pets.eu-west-1:5439/dev.zoo.cats',
    ],
    ['abfss://Zoo@pets.dfs.core.windows.net', 'cats', 'abfss://zoo@pets.dfs.core.windows.net/cats'],
    ['mysql://user:pw@pets', 'zoo.Cats', 'mysql://pets:3306/zoo.Cats'],
  ])('knows %s %s', (namespace, name, known) => {
    expect(canonical(namespace, name)).toBe(known);
  });

  it('leaves an address that only an operator could tell as it is', () => {
    expect(canonical('redshift://10.1.2.3:5439', 'dev.zoo.cats')).toBe(
      'redshift://10.1.2.3:5439/dev.zoo.cats',
    );
  });
});

describe('names of tables', () => {
  const redshift = {
    kind: 'redshift',
    id: 'redshift:pets',
    namespace: 'redshift://pets.eu-west-1:5439',
  } as const;
  const athena = {
    kind: 'athena',
    id: 'athena:pets',
    namespace: 'arn:aws:glue:eu-west-1:111111111111',
  } as const;

  it('follow the warehouse of the statement', () => {
    const cats = { kind: 'table', database: 'dev', schema: 'zoo', name: 'cats' } as const;

    expect(displayName(datasetNameOfTable(redshift, cats))).toBe('zoo.cats');
    expect(datasetNameOfTable(athena, { ...cats, database: 'AwsDataCatalog' }).name).toBe('table/zoo/cats');
    expect(datasetNameOfTable(athena, { ...cats, database: null }).name).toBe('table/zoo/cats');
    expect(datasetNameOfTable(athena, { ...cats, database: 'dynamo' })).toEqual({
      namespace: 'awsathena://athena.eu-west-1.amazonaws.com',
      name: 'dynamo.zoo.cats',
    });
  });

  it.each([
    ['s3://pets', 'zoo/cats'],
    ['arn:aws:glue:eu-west-1:111111111111', 'table/zoo/cats'],
    ['arn:aws:s3tables:eu-west-1:111111111111:bucket/pets', 'c.zoo.cats'],
    ['redshift://pets.eu-west-1:5439', 'dev.zoo.cats'],
  ])('survive the round trip through an id: %s', (namespace, name) => {
    expect(parseDatasetId(datasetId({ namespace, name }))).toEqual({ namespace, name });
  });
});
