import { cutText } from '@tributary/aws-sandbox';
import fc from 'fast-check';
import { orderSegments } from './order-segments';
import { rebuildStatementText } from './rebuild-statement-text';

const pieces = fc.constantFrom(
  'select ',
  'a',
  ',',
  ' ',
  '  ',
  '\n',
  '\n    ',
  '\t',
  '\r\n',
  "'x  y'",
  "'\\\\d+\\\\n'",
  '\\',
  '-- note\n',
  'é',
  '€',
  '😀',
  'from t',
);
const statement = fc.array(pieces, { minLength: 1, maxLength: 120 }).map((parts) => `${parts.join('')};`);
const width = fc.constantFrom(5, 11, 64, 200, 4000);

describe('rebuilding a statement from padded rows', () => {
  it('gives back every byte, or says at which boundary it could not know', () => {
    fc.assert(
      fc.property(statement, width, (sql, rowWidth) => {
        const { text, ambiguousBoundaries } = rebuildStatementText(cutText(sql, rowWidth), rowWidth);

        if (ambiguousBoundaries.length === 0) expect(text).toBe(sql);
        else expect(text.replace(/ /g, '')).toBe(sql.replace(/ /g, ''));
      }),
      { numRuns: 2000 },
    );
  });

  it('does so whether or not the driver keeps the padding', () => {
    fc.assert(
      fc.property(statement, width, (sql, rowWidth) => {
        const rows = cutText(sql, rowWidth);
        const trimmed = rows.map((row) => row.trimEnd());

        expect(rebuildStatementText(trimmed, rowWidth)).toEqual(rebuildStatementText(rows, rowWidth));
      }),
    );
  });

  it('keeps words apart and words whole at a boundary', () => {
    expect(rebuildStatementText(['group  ', 'by a   '], 7).text).toBe('group  by a');
    expect(rebuildStatementText(['select ', 'a      '], 7).text).toBe('select a');
    expect(rebuildStatementText(['select_', 'a      '], 7).text).toBe('select_a');
  });

  it('reads escapes once, so a stored regular expression survives', () => {
    const sql = "select regexp_replace(x, '\\\\d+\\\\n', '')";

    expect(rebuildStatementText(cutText(sql, 200), 200).text).toBe(sql);
  });

  it('keeps a row that is all blanks', () => {
    const sql = `select '${' '.repeat(25)}' as pad`;

    expect(rebuildStatementText(cutText(sql, 10), 10).text).toBe(sql);
  });
});

describe('ordering segments', () => {
  it('sorts them and drops repeated rows', () => {
    const segments = [1, 0, 1, 2].map((sequence) => ({ sequence, text: `row ${sequence}` }));

    expect(orderSegments(segments)).toEqual({ rows: ['row 0', 'row 1', 'row 2'], complete: true });
  });

  it('tells that one is missing', () => {
    expect(orderSegments([{ sequence: 1, text: 'b' }]).complete).toBe(false);
    expect(orderSegments([]).complete).toBe(false);
  });
});
