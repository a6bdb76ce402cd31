import { describeMessaging } from './support/messaging-contract';
import { sandboxWorld } from './support/world';

describe('messaging over SQS and S3', () => describeMessaging(sandboxWorld));
