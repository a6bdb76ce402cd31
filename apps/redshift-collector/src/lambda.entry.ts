import { inLambda } from '@tributary/service-kit';
import { main } from './main';

/** The collector as a Lambda function: `lambda.handler`, one run for each event. */
export const handler = inLambda(main);
