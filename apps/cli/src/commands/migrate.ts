import { migrate } from '@tributary/graph-store';
import { envSecret, loadConfig } from '@tributary/service-kit';
import type { Command } from 'commander';
import { z } from 'zod';
import { print } from '../print/print';

export const databaseConfig = z.object({
  DATABASE_URL: envSecret({
    help: 'the graph database',
    example: 'postgres://user:password@host:5432/tributary',
  }),
});

/** `tributary migrate`: brings the database's schema up to date; the writer does the same when it starts. */
export function addMigrateCommand(program: Command): void {
  program
    .command('migrate')
    .description("bring the database's schema up to date, and make the roles of its services (DATABASE_URL)")
    .addHelpText(
      'after',
      '\nExample:\n  DATABASE_URL=postgres://user:password@host:5432/tributary tributary migrate',
    )
    .action(async () => {
      const applied = await migrate(loadConfig(databaseConfig, process.env).DATABASE_URL, {
        roles: true,
        onNotice: (notice) => process.stderr.write(`tributary: ${notice}\n`),
      });
      print(applied.length === 0 ? 'The schema is up to date.' : `Applied: ${applied.join(', ')}`);
    });
}
