import type { Broker } from './broker';
import type { SqsFaults } from './faults';

/** What the operations work on. */
export interface SqsContext {
  readonly broker: Broker;
  readonly urlOf: (name: string) => string;
  readonly faults: SqsFaults;
  readonly random: () => number;
}
