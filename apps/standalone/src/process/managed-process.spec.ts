import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort } from './free-port';
import { ManagedProcess, runJobProcess } from './managed-process';

const folder = mkdtempSync(path.join(tmpdir(), 'managed-process-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const write = (name: string, text: string): string => {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  return file;
};
const logFile = path.join(folder, 'log');

const server = write(
  'server.js',
  `require('node:http').createServer((_, res) => res.end(String(process.pid))).listen(process.env.PORT, '127.0.0.1');`,
);

describe('ManagedProcess', () => {
  it('is up once its ready address answers, comes back after kill -9, and stays down after stop', async () => {
    const port = await freePort(undefined, '--port');
    const readyUrl = `http://127.0.0.1:${port}/`;
    const said: string[] = [];
    const service = new ManagedProcess(
      { name: 'probe', script: server, env: { PORT: String(port) }, readyUrl, logFile },
      (line) => said.push(line),
    );

    await service.start();
    const first = await (await fetch(readyUrl)).text();
    process.kill(Number(first), 'SIGKILL');
    let second = first;
    while (second === first) {
      second = await fetch(readyUrl).then(
        (answer) => answer.text(),
        () => first,
      );
    }
    await service.stop();

    expect(said).toEqual(['probe ended (SIGKILL); starting it again in 200 ms']);
    await expect(fetch(readyUrl)).rejects.toThrow();
  });

  it('gives the exit code of a job and keeps what it printed', async () => {
    const script = write('job.js', `console.log('did it'); process.exit(3)`);

    const code = await runJobProcess({ name: 'job', script, env: {}, logFile });

    expect(code).toBe(3);
    expect(readFileSync(logFile, 'utf8')).toContain('did it');
  });

  it('says which setting names a port that is taken', async () => {
    const taken = await freePort(undefined, '--port');
    const blocker = new ManagedProcess(
      {
        name: 'blocker',
        script: server,
        env: { PORT: String(taken) },
        readyUrl: `http://127.0.0.1:${taken}/`,
        logFile,
      },
      () => undefined,
    );
    await blocker.start();

    await expect(freePort(taken, '--ui-port')).rejects.toThrow('--ui-port');

    await blocker.stop();
  });
});
