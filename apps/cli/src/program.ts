import { ConfigurationError } from '@tributary/service-kit';
import { Command, CommanderError } from 'commander';
import { addAnalyzeCommand } from './commands/analyze';
import { addAnalyzeEventCommand } from './commands/analyze-event';
import { addCoverageCommand } from './commands/coverage';
import { addDeadLetterCommands } from './commands/dead-letters';
import { addDoctorCommand } from './commands/doctor';
import { addExportCommand } from './commands/export';
import { addImpactCommand } from './commands/impact';
import { addIngestCommand } from './commands/ingest';
import { addLineageCommand } from './commands/lineage';
import { addMigrateCommand } from './commands/migrate';
import { addRebuildCommand } from './commands/rebuild';
import { addReparseCommand } from './commands/reparse';
import { CliError, exitCodes } from './exit-codes';

/** The whole command line; each command adds itself. */
export function createProgram(): Command {
  const program = new Command('tributary')
    .description(
      'Column-level lineage for AWS warehouses: what breaks if I change this column, and where did this number come from?',
    )
    .addHelpText(
      'after',
      `
Exit codes: 0 done · 1 a service or the database failed · 2 wrong use or unreadable input · 3 done, but something was skipped`,
    )
    .exitOverride();
  addAnalyzeCommand(program);
  addAnalyzeEventCommand(program);
  addIngestCommand(program);
  addLineageCommand(program);
  addImpactCommand(program);
  addCoverageCommand(program);
  addExportCommand(program);
  addMigrateCommand(program);
  addRebuildCommand(program);
  addReparseCommand(program);
  addDeadLetterCommands(program);
  addDoctorCommand(program);
  return program;
}

/** Runs one command line; gives the exit code. Trouble is one clear line on standard error. */
export async function run(argv: readonly string[]): Promise<number> {
  try {
    await createProgram().parseAsync(argv);
    return process.exitCode === undefined ? exitCodes.ok : Number(process.exitCode);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
    const message = error instanceof Error ? error.message : String(error);
    process.stderr.write(`tributary: ${message}\n`);
    if (error instanceof ConfigurationError) return exitCodes.usage;
    return error instanceof CliError ? error.exitCode : exitCodes.failure;
  }
}
