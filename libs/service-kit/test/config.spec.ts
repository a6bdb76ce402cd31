import { z } from 'zod';
import {
  ConfigurationError,
  describeConfig,
  envFlag,
  envInteger,
  envList,
  envSecret,
  envText,
  envUrl,
  loadConfig,
} from '../src';

const schema = z.object({
  QUEUE_URL: envUrl({ help: 'the queue', example: 'https://queue.example/q', protocols: ['https:'] }),
  DATABASE_URL: envSecret({ help: 'the database', example: 'postgres://user:password@host/db' }),
  WORKERS: envInteger({ help: 'how many', example: '2', min: 1, max: 8 }).default(2),
  STRICT: envFlag({ help: 'be strict' }).default(false),
  SCHEMAS: envList({ help: 'which', example: 'a,b' }).default([]),
  NOTE: envText({ help: 'a note' }).optional(),
});

const problems = (env: Record<string, string>): string[] => {
  try {
    loadConfig(schema, env);
    return [];
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    return error.problems.map(({ message }) => message);
  }
};

const good = { QUEUE_URL: 'https://q/1', DATABASE_URL: 'postgres://x' };

it('reads every kind of variable, blank ones as not set', () => {
  expect(
    loadConfig(schema, { ...good, WORKERS: ' 3 ', STRICT: 'YES', SCHEMAS: 'a, ,b', NOTE: '  ' }),
  ).toEqual({
    ...good,
    WORKERS: 3,
    STRICT: true,
    SCHEMAS: ['a', 'b'],
  });
});

it('names every problem at once, with the variable, what is wrong and an example', () => {
  expect(problems({ QUEUE_URL: 'http://q', WORKERS: '9' })).toEqual([
    "QUEUE_URL must start with https://: 'http://q' (the queue); for example QUEUE_URL=https://queue.example/q",
    'DATABASE_URL is not set (the database); for example DATABASE_URL=postgres://user:password@host/db',
    "WORKERS must be at most 8: '9' (how many); for example WORKERS=2",
  ]);
});

it.each([
  ['WORKERS', '1.5', 'is not a whole number'],
  ['WORKERS', '0', 'must be at least 1'],
  ['STRICT', 'perhaps', 'must be true or false'],
  ['QUEUE_URL', 'nowhere', 'is not a URL'],
])('%s=%s %s', (variable, value, message) => {
  expect(problems({ ...good, [variable]: value })[0]).toContain(`${variable} ${message}`);
});

it('describes each variable with its default or an example', () => {
  const lines = describeConfig(schema).split('\n');
  expect(lines[0]).toMatch(/^ {2}QUEUE_URL +required, e\.g\. https:\/\/queue\.example\/q +the queue$/);
  expect(lines[2]).toMatch(/^ {2}WORKERS +default 2 +how many$/);
});
