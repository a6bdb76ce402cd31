import { simulateRequest, simulateResponse, simulateSqlResponse } from '@tributary/contracts';
import { z } from 'zod';
import { endpoint } from '../endpoint';
import { simulateSql } from '../simulate/simulate-sql';

export const simulate = endpoint({
  method: 'post',
  path: '/v1/simulate',
  id: 'simulate',
  summary:
    'What dropping, renaming or retyping a column would break, or new SQL, and through which statement; writes nothing',
  description:
    'A change of kind `new-sql` is read by the SQL engine against the tables as they are; the answer has the edges that would begin and end, the columns that would come and go, and what reads those. It is one statement or a script.',
  parameters: z.object({}),
  body: simulateRequest,
  response: z.union([simulateResponse, simulateSqlResponse]),
  answer: (reader, { body: { change, ...most } }) =>
    change.kind === 'new-sql' ? simulateSql(reader, change, most) : reader.simulate({ change, ...most }),
});
