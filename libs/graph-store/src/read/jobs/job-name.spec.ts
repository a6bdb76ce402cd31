import { readJobName, writeJobName } from './job-name';

describe('names of statements as jobs', () => {
  it.each(['shop.mart.daily', 'table/lake/orders', 'shop.my schema.a b 12345678'])(
    'hold the dataset %s and give it back',
    (dataset) => {
      const name = writeJobName('create-view', dataset, '4ec479a8'.padEnd(64, '0'));

      expect(name).toBe(`create-view ${dataset} 4ec479a8`);
      expect(readJobName(name)).toEqual({ statementKind: 'create-view', dataset, shape: '4ec479a8' });
    },
  );

  it.each(['dag.task', 'insert mart.daily', 'insert mart.daily 4EC479A8', ''])(
    'are not seen in %j',
    (text) => {
      expect(readJobName(text)).toBeNull();
    },
  );
});
