import { migrate } from '@tributary/graph-store';
import type { Command } from 'commander';
import { configuredDatabase } from '../configured-database';
import { print } from '../print/print';

/** `tributary migrate`: brings the database's schema up to date; the writer does the same when it starts. */
export function addMigrateCommand(program: Command): void {
  program
    .command('migrate')
    .description(
      "bring the database's schema up to date, and make the roles of its services (DATABASE_URL or DATABASE_SECRET_ID)",
    )
    .addHelpText(
      'after',
      '\nExample:\n  DATABASE_URL=postgres://user:password@host:5432/tributary tributary migrate',
    )
    .action(async () => {
      const applied = await migrate(configuredDatabase(), {
        roles: true,
        onNotice: (notice) => process.stderr.write(`tributary: ${notice}\n`),
      });
      print(applied.length === 0 ? 'The schema is up to date.' : `Applied: ${applied.join(', ')}`);
    });
}
