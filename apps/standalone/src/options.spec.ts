import { readOptions } from './options';

describe('readOptions', () => {
  it('runs with the sample every hour when nothing is said', () => {
    expect(readOptions(['node', 'main.js'])).toMatchObject({
      once: false,
      fresh: false,
      sample: true,
      everyMinutes: 60,
    });
  });

  it('takes fixed ports and numbers of workers', () => {
    const options = readOptions([
      'node',
      'main.js',
      '--once',
      '--ui-port',
      '9000',
      '--parsers',
      '2',
      '--no-sample',
    ]);

    expect(options).toMatchObject({ once: true, uiPort: 9000, parsers: 2, sample: false });
  });

  it('refuses a port that is none, saying what it wants', () => {
    jest.spyOn(process.stderr, 'write').mockReturnValue(true);

    expect(() => readOptions(['node', 'main.js', '--ui-port', 'eighty'])).toThrow(
      'a whole number from 1 to 65535',
    );
  });
});
