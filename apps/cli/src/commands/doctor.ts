import { type Command, Option } from 'commander';
import { type Area, areas, type Finding } from '../doctor/finding';
import { CliError, exitCodes } from '../exit-codes';
import { print } from '../print/print';

interface DoctorOptions {
  readonly only?: string;
  readonly calibrate?: boolean;
  readonly json?: boolean;
}

const signs: Readonly<Record<Finding['state'], string>> = { ok: 'ok  ', warn: 'warn', fail: 'FAIL' };

/** `tributary doctor`: whether everything that the services are configured with is there and may be used, and what to add where not. */
export function addDoctorCommand(program: Command): void {
  program
    .command('doctor')
    .description(
      'check credentials, grants, queues, buckets and the database that the services are configured with',
    )
    .addOption(new Option('--only <areas>', `some of ${areas.join(', ')}; comma separated`))
    .option('--calibrate', 'also find out what the collectors take for granted and AWS does not document')
    .option('--json', 'the findings as one JSON array')
    .addHelpText(
      'after',
      `
Reads the variables of the services from the environment and looks at what they speak of, as the identity that runs it. Nothing is
written, sent or received, unless with --calibrate: then one SELECT of 6 KB is run in Redshift and looked for in its history, which takes up
to 90 seconds: whether its text comes back byte for byte, how late it shows, whose transactions can be seen; further whether colons in
literals pass, what procedures and views show, and in which order Athena lists. The answers are kept in STATE_BUCKET, beside the states of
the collectors, and told again by the next doctor.

What is missing comes with the GRANT, the IAM statement or the command to add.

Ends with 0; with 3 when there are warnings only; with 1 when something failed; with 2 when nothing is configured.

Examples:
  tributary doctor
  REDSHIFT_WORKGROUP=shop REDSHIFT_DATABASES=shop AWS_REGION=eu-west-1 tributary doctor --only redshift`,
    )
    .action(async (options: DoctorOptions) => {
      // Loaded when asked for: the clients of six AWS services are no business of the other commands.
      const { configuredAreas, examine } = await import('../doctor/examine');
      const { readSettings } = await import('../doctor/settings');
      const settings = readSettings(process.env);
      const chosen = options.only === undefined ? configuredAreas(settings) : chosenAreas(options.only);
      if (chosen.length === 0)
        throw new CliError(
          'Nothing is configured: set the variables that a service runs with, such as LINEAGE_QUEUE_URL or DATABASE_URL.',
        );

      const findings: Finding[] = [];
      for await (const finding of examine(settings, chosen, { calibrate: options.calibrate === true })) {
        findings.push(finding);
        if (!options.json) print(lines(finding));
      }
      const count = (state: Finding['state']) => findings.filter((finding) => finding.state === state).length;
      if (options.json) print(JSON.stringify(findings, null, 2));
      else print(`\n${count('ok')} ok, ${count('warn')} to look at, ${count('fail')} failed`);
      if (count('fail') > 0) process.exitCode = exitCodes.failure;
      else if (count('warn') > 0) process.exitCode = exitCodes.partial;
    });
}

const lines = ({ area, subject, state, detail, fix }: Finding): string =>
  [
    `${signs[state]}  ${area}  ${subject}: ${detail}`,
    ...(fix === undefined ? [] : fix.split('\n').map((line) => `        ${line}`)),
  ].join('\n');

function chosenAreas(text: string): Area[] {
  const names = text.split(',').map((name) => name.trim());
  const unknown = names.find((name) => !areas.some((area) => area === name));
  if (unknown !== undefined)
    throw new CliError(`There is no '${unknown}' to check; say ${areas.join(', ')}.`);
  return areas.filter((area) => names.includes(area));
}
