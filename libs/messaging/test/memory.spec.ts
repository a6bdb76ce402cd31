import { describeMessaging } from './support/messaging-contract';
import { memoryWorld } from './support/world';

describe('messaging in memory', () => describeMessaging(memoryWorld));
