import { createServer } from 'node:net';

/** `wanted` when it is given and free, else a free port on loopback. Throws when a wanted port is taken, naming the setting to change. */
export async function freePort(wanted: number | undefined, setting: string): Promise<number> {
  return await new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (cause) =>
      reject(
        new Error(
          `Port ${wanted} is taken; choose another with ${setting}, or leave it out for a free one.`,
          { cause },
        ),
      ),
    );
    server.listen(wanted ?? 0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}
