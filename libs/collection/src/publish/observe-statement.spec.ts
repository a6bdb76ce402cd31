import fc from 'fast-check';
import { observeStatement } from './observe-statement';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const secret = fc.string({ unit: fc.constantFrom(...letters), minLength: 20, maxLength: 40 });

/** Places where people write credentials into statements. */
const places: readonly ((secret: string) => string)[] = [
  (s) =>
    `COPY t FROM 's3://b/k' CREDENTIALS 'aws_access_key_id=AKIAIOSFODNN7EXAMPLE;aws_secret_access_key=${s}'`,
  (s) => `unload ('select 1') to 's3://b/k' access_key_id 'AKIAIOSFODNN7EXAMPLE' secret_access_key '${s}'`,
  (s) => `create user bob password '${s}'`,
  (s) => `alter user bob with password '${s}' createdb`,
  (s) => `copy t from 's3://b/k' session_token '${s}'`,
  (s) => `select * from jdbc('postgres://app:${s}@db.example.com/shop')`,
  (s) => `/* postgres://app:${s}@db.example.com/shop */ select 1`,
  (s) => `create user bob identified by '${s}'`,
  (s) => `unload ('select 1') to 's3://b/k' master_symmetric_key '${s}' encrypted`,
  (s) =>
    `copy t from 's3://b/k' credentials 'aws_access_key_id=x;aws_secret_access_key=${s}/x+y=;token=${s}'`,
  (s) => `-- password=${s}\nselect 1`,
  (s) => `/* api_key = ${s} */ insert into mart.daily select 1, 2`,
];

describe('observing a statement', () => {
  it('lets none of 5,000 secrets out, whatever stands around it', () => {
    const around = fc.constantFrom('', ' ', '\n', '-- note\n', 'select 1; ');
    fc.assert(
      fc.property(secret, fc.constantFrom(...places), around, (hidden, place, before) => {
        const observed = observeStatement(
          {
            executionId: '1',
            sessionId: null,
            transactionId: null,
            order: 0,
            startedAt: '2026-05-10T11:00:00Z',
            endedAt: '2026-05-10T11:00:01Z',
            user: null,
            label: null,
            status: 'success',
            transaction: 'committed',
            textFlags: [],
            dialect: 'redshift',
            database: 'shop',
            searchPath: [],
            sql: before + place(hidden),
          },
          'history',
        );

        expect(observed.kind).toBe('observed');
        expect(JSON.stringify(observed)).not.toContain(hidden);
      }),
      { numRuns: 5000 },
    );
  });
});
