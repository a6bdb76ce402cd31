import { openTestDatabase } from '../../test/support/open-test-database';
import type { Database } from '../store/database';
import { arrayLiteral } from './array-literal';

describe('an array literal', () => {
  let database: Database;
  beforeAll(async () => void (database = await openTestDatabase()));
  afterAll(() => database.close());

  it.each([
    ['text', ['a', '', 'NULL', null, 'say "no"', 'c:\\d', '{a,b}', 'two\nlines', 'ü 🙂', ' ']],
    ['bigint', ['9223372036854775807', null, 3]],
    ['boolean', [true, false, null]],
    ['integer', []],
  ])('of %s is read by Postgres as it was', async (type, elements) => {
    const [row] = await database.query<{ read: unknown }>(`select to_jsonb($1::${type}[]::text[]) as read`, [
      arrayLiteral(elements),
    ]);

    expect(row!.read).toEqual(elements.map((element) => (element === null ? null : String(element))));
  });
});
