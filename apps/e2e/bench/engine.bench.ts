import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { analyze, splitStatements, type Dialect } from '@tributary/sql-lineage';
import { Parser } from 'node-sql-parser';
import { besideFloor } from './support/beside-floor';

// The floor of reading SQL in this language: the public parser's tree alone, without any lineage.
const peer = new Parser();
const peerReads = (sql: string, database: string): boolean => {
  try {
    peer.astify(sql, { database });
    return true;
  } catch {
    return false;
  }
};

const sample = path.join(process.env['TRIBUTARY_ROOT'] ?? '.', 'apps/standalone/assets/sample');
const statementsOf = (folder: string, dialect: Dialect): string[] =>
  readdirSync(path.join(sample, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.sql'))
    .flatMap((file) => splitStatements(readFileSync(path.join(sample, folder, file), 'utf8'), dialect))
    .map(({ text }) => text);

const wide = (columns: number): string =>
  `insert into t select ${Array.from({ length: columns }, (_, i) => `coalesce(a.c${i}, b.c${i}) as c${i}`).join(', ')} from a join b on a.id = b.id`;

async function main(): Promise<void> {
  for (const [folder, dialect, peerDialect] of [
    ['redshift', 'redshift', 'redshift'],
    ['athena', 'athena', 'athena'],
  ] as const) {
    const all = statementsOf(folder, dialect as Dialect);
    const both = all.filter((sql) => peerReads(sql, peerDialect));
    process.stdout.write(
      `  ${folder}: the floor reads ${both.length} of the sample's ${all.length} statements\n`,
    );
    await besideFloor(
      `${folder}, statements that both read`,
      {
        name: 'lineage',
        items: both.length,
        run: () => both.map((sql) => analyze(sql, { dialect: dialect as Dialect })),
      },
      {
        name: 'node-sql-parser tree',
        items: both.length,
        run: () => both.map((sql) => peer.astify(sql, { database: peerDialect })),
      },
    );
  }
  // Linear: ten times the columns at the same rate per column.
  const [short, long] = [wide(200), wide(2000)];
  await besideFloor(
    'columns of one INSERT, 2,000 beside 200',
    { name: '2,000', items: 2000, run: () => analyze(long, { dialect: 'redshift' as Dialect }) },
    { name: '200', items: 200, run: () => analyze(short, { dialect: 'redshift' as Dialect }) },
  );
}

void main();
