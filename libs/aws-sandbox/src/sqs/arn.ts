export const ACCOUNT = '000000000000';
const REGION = 'eu-west-1';

export const arnOf = (name: string): string => `arn:aws:sqs:${REGION}:${ACCOUNT}:${name}`;
export const nameOfArn = (arn: unknown): string =>
  String(arn ?? '')
    .split(':')
    .pop() ?? '';
