import { X509Certificate } from 'node:crypto';
import { createServer, connect } from 'node:tls';
import type { AddressInfo } from 'node:net';
import { testAuthority } from '../src/tls/test-authority';

it('issues certificates that Node verifies: the authority, the host, the dates', () => {
  const authority = testAuthority();
  const server = new X509Certificate(authority.issue('db.example', 'localhost').certificate);
  const root = new X509Certificate(authority.certificate);

  expect(root.ca).toBe(true);
  expect(server.verify(root.publicKey)).toBe(true);
  expect(server.verify(new X509Certificate(testAuthority().certificate).publicKey)).toBe(false);
  expect(server.checkHost('db.example')).toBe('db.example');
  expect(server.checkHost('other.example')).toBeUndefined();
  expect(new Date(server.validTo).getTime()).toBeGreaterThan(Date.now());
});

it('makes a TLS server that those trust who trust the authority', async () => {
  const authority = testAuthority();
  const { certificate: cert, key } = authority.issue('localhost');
  const server = createServer({ cert, key }, (socket) => socket.end('hello'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  const greet = (ca?: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const socket = connect({ port, host: '127.0.0.1', servername: 'localhost', ...(ca && { ca }) });
      socket.once('data', (data) => resolve(data.toString()));
      socket.once('error', reject);
    });
  try {
    expect(await greet(authority.certificate)).toBe('hello');
    await expect(greet()).rejects.toMatchObject({ code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' });
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
});
