import type { IncomingMessage } from 'node:http';

/** Whether a request is for the gateway: what is posted below `/api`. All else, Marquez' reads under the same paths included, is for lineage-api. */
export const goesToGateway = ({ method, url }: Pick<IncomingMessage, 'method' | 'url'>): boolean =>
  method === 'POST' && /^\/api\//.test(url ?? '');
