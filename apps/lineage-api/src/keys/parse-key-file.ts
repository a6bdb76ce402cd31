import { ConfigurationError } from '@tributary/service-kit';

/** Hashes of a key file: one a line, then anything; `#` starts a comment. Throws ConfigurationError, naming lines but never their text. */
export function parseKeyFile(text: string): Buffer[] {
  const lines = text
    .split(/\r?\n/)
    .map((line, index) => ({ hash: line.replace(/#.*/, '').trim().split(/\s+/)[0]!, number: index + 1 }));
  const filled = lines.filter(({ hash }) => hash !== '');
  const wrong = filled.filter(({ hash }) => !/^[0-9a-f]{64}$/.test(hash)).map(({ number }) => number);
  const complaint = (message: string) => new ConfigurationError([{ variable: 'API_KEYS_FILE', message }]);
  if (wrong.length > 0) {
    throw complaint(
      `API_KEYS_FILE: line ${wrong.join(', ')} does not start with a SHA-256 of 64 lower-case hex digits (printf %s "$KEY" | sha256sum)`,
    );
  }
  if (filled.length === 0)
    throw complaint('API_KEYS_FILE holds no hash: nobody could ask. Unset it to let anybody');
  return filled.map(({ hash }) => Buffer.from(hash, 'hex'));
}
