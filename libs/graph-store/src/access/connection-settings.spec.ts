import { connectionSettings } from './connection-settings';

const url = 'postgres://a@db.example:5432/graph';
const sslOf = (address: string, wishes = {}) => connectionSettings(address, wishes).ssl;

describe('the settings of a connection', () => {
  it('leave an address alone that says nothing of TLS', () => {
    expect(connectionSettings(url)).toEqual({ url });
  });

  it.each(['verify-full', 'require', 'prefer', 'something-new'])(
    'verify the server with sslmode=%s',
    (mode) => {
      expect(connectionSettings(`${url}?sslmode=${mode}&application_name=x`)).toEqual({
        url: `${url}?application_name=x`,
        ssl: { rejectUnauthorized: true },
      });
    },
  );

  it('leave out what is said to be left out, and nothing else', () => {
    expect(sslOf(`${url}?sslmode=disable`)).toBe(false);
    expect(sslOf(`${url}?sslmode=no-verify`)).toEqual({ rejectUnauthorized: false });
    expect(sslOf(`${url}?sslmode=require&uselibpqcompat=true`)).toEqual({ rejectUnauthorized: false });
    expect(sslOf(`${url}?sslmode=verify-ca`)).toMatchObject({
      rejectUnauthorized: true,
      checkServerIdentity: expect.any(Function),
    });
  });

  it('follow the configuration before the address, and the address before the default', () => {
    expect(sslOf(`${url}?sslmode=disable`, { mode: 'verify-full' })).toEqual({ rejectUnauthorized: true });
    expect(sslOf(`${url}?sslmode=disable`, { otherwise: 'verify-full' })).toBe(false);
    expect(sslOf(url, { otherwise: 'verify-full' })).toEqual({ rejectUnauthorized: true });
  });

  it('verify when an authority is named', () => {
    expect(sslOf(url, { ca: 'PEM' })).toEqual({ rejectUnauthorized: true, ca: 'PEM' });
  });
});
