import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { silentLogger } from '@tributary/service-kit';
import { ParseTimeout } from '../engine/engine';
import type { Task } from '../engine/task';
import { buildThread, type BuiltThread } from '../../test/support/build-thread';
import { threadPool } from './thread-pool';

/** A thread that does what its task's text says, and otherwise answers with its own id. */
const script = `
const { parentPort, threadId } = require('node:worker_threads');
parentPort.on('message', ({ statement: { sql } }) => {
  if (sql === 'hang') for (;;);
  if (sql === 'exit') process.exit(3);
  if (sql === 'throw') throw new Error('broken');
  if (sql === 'eat') { const all = []; for (;;) all.push(new Array(100000).fill(all.length)); }
  if (sql === 'fail') return parentPort.postMessage({ ok: false, reason: 'a broken invariant' });
  setTimeout(() => parentPort.postMessage({ ok: true, answer: sql + ' ' + threadId }), sql === 'wait' ? 50 : 0);
});
`;

const task = (sql: string): Extract<Task, { kind: 'required-tables' }> => ({
  kind: 'required-tables',
  statement: { sql, dialect: 'redshift', database: null, searchPath: [], tempTables: [] },
});

describe('threadPool', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'tributary-pool-'));
  const file = path.join(folder, 'thread.js');
  writeFileSync(file, script);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const open = async (threads: number, taskTimeoutMs = 10_000) => {
    const pool = threadPool({
      script: file,
      threads,
      taskTimeoutMs,
      threadMemoryMb: 64,
      logger: silentLogger,
    });
    await pool.start?.();
    return pool;
  };

  it('does several tasks at a time and the rest after them', async () => {
    const pool = await open(2);

    const answers = await Promise.all(Array.from({ length: 6 }, () => pool.engine.run(task('wait'))));

    expect(new Set(answers).size).toBe(2);
    await pool.stop?.();
  });

  it.each(['exit', 'throw', 'eat'])('a thread that ends (%s) costs its own task only', async (how) => {
    const pool = await open(1);

    const ended = pool.engine.run(task(how));
    const after = pool.engine.run(task('go'));

    await expect(ended).rejects.toThrow(ParseTimeout);
    await expect(after).resolves.toMatch(/^go /);
    await pool.stop?.();
  });

  it('ends a thread that hangs, and goes on with a new one', async () => {
    const pool = await open(1, 1_500);

    const hung = pool.engine.run(task('hang'));
    const after = pool.engine.run(task('go'));

    await expect(hung).rejects.toThrow('no result within 1.5 s');
    await expect(after).resolves.toMatch(/^go /);
    await pool.stop?.();
  });

  it('a task that is ended from outside leaves its neighbours as they are', async () => {
    const pool = await open(2, 3_000);

    const hung = pool.engine.run(task('hang'));
    // They take the other thread longer than the hung one lives.
    const neighbours = Promise.all(Array.from({ length: 80 }, () => pool.engine.run(task('wait'))));

    await expect(hung).rejects.toThrow(ParseTimeout);
    expect((await neighbours).every((answer) => answer.toString().startsWith('wait '))).toBe(true);
    await pool.stop?.();
  });

  it('a failure of ours is told apart from a task that was too much', async () => {
    const pool = await open(1);

    const failed = pool.engine.run(task('fail'));

    await expect(failed).rejects.toThrow('a broken invariant');
    await expect(failed).rejects.not.toThrow(ParseTimeout);
    await pool.stop?.();
  });

  it('an idle thread that dies is replaced when it is needed', async () => {
    const pool = await open(1);
    await expect(pool.engine.run(task('exit'))).rejects.toThrow(ParseTimeout);

    await expect(pool.engine.run(task('go'))).resolves.toMatch(/^go /);
    await pool.stop?.();
  });

  it('takes nothing and leaves nothing waiting once it is stopped', async () => {
    const pool = await open(1);
    const running = pool.engine.run(task('hang'));
    const waiting = pool.engine.run(task('go'));
    running.catch(() => undefined);

    await Promise.all([expect(waiting).rejects.toThrow('have been stopped'), pool.stop?.()]);

    await expect(running).rejects.toThrow();
    await expect(pool.engine.run(task('go'))).rejects.toThrow('have been stopped');
  });
});

describe('threadPool over the engine', () => {
  let thread: BuiltThread;
  beforeAll(async () => {
    thread = await buildThread();
  });
  afterAll(() => thread.remove());

  const open = async (threads: number, taskTimeoutMs: number) => {
    const { script } = thread;
    const pool = threadPool({ script, threads, taskTimeoutMs, threadMemoryMb: 2_048, logger: silentLogger });
    await pool.start?.();
    return pool;
  };

  it('a statement that is ended half read leaves the statements beside and behind it as they are', async () => {
    const long = task(`select a from sales.t where ${'b = c and '.repeat(1_200_000)}b = c`);
    const alone = await open(1, 600_000);
    const from = Date.now();
    await alone.engine.run(long);
    const took = Date.now() - from;
    await alone.stop?.();
    // Whatever the machine: a third of what it needs here.
    const pool = await open(2, took / 3);

    const ended = pool.engine.run(long);
    const neighbours = Promise.all(
      Array.from({ length: 200 }, (_, i) => pool.engine.run(task(`select a from sales.t${i}`))),
    );

    await expect(ended).rejects.toThrow(ParseTimeout);
    expect((await neighbours).map(([table]) => table)).toEqual(
      Array.from({ length: 200 }, (_, i) => expect.objectContaining({ name: `t${i}` })),
    );
    await expect(pool.engine.run(task('select a from sales.after'))).resolves.toEqual([
      expect.objectContaining({ name: 'after' }),
    ]);
    await pool.stop?.();
  }, 120_000);
});
