import type { EventReceived } from '@tributary/contracts';
import { receiveEvent } from '@tributary/openlineage';
import { CliError } from '../exit-codes';

/** The event as the gateway would pass it on. Throws CliError with everything that is wrong when the gateway would refuse it. */
export function receive(text: string): EventReceived {
  const reception = receiveEvent(text, new Date().toISOString());
  if ('message' in reception) return reception.message;
  const problems = new Set(reception.problems.map(({ detail }) => detail));
  throw new CliError(`no acceptable event: ${[...problems].join('; ')}`);
}
