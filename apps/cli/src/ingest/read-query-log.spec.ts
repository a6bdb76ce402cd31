import { readQueryLog } from './read-query-log';

describe('readQueryLog', () => {
  it('reads JSON lines, and names the lines that are none', () => {
    const log = readQueryLog('{"query_id": 7, "query_text": "select 1"}\nnot json\n{"id": "8"}\n');

    expect(log.queries).toEqual([expect.objectContaining({ line: 1, id: '7', sql: 'select 1' })]);
    expect(log.problems).toEqual(['line 2: is not JSON', expect.stringContaining('line 3: has no SQL')]);
  });

  it('reads CSV with line breaks inside a statement', () => {
    const log = readQueryLog('Query ID,database_name,querytxt\n1,shop,"select a,\n  b from t"\n');

    expect(log.queries).toEqual([
      expect.objectContaining({ id: '1', database: 'shop', sql: 'select a,\n  b from t' }),
    ]);
  });

  it('takes a search path apart', () => {
    expect(readQueryLog('{"sql":"select 1","search_path":"core, public"}').queries[0]?.searchPath).toEqual([
      'core',
      'public',
    ]);
  });
});
