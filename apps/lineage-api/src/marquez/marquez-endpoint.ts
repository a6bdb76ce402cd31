import type { JobReader } from '@tributary/graph-store';
import type { z } from 'zod';
import type { Described } from '../endpoint';
import type { Answer } from './answer';

/** A read of Marquez' API: described like our own, refused in Marquez' manner. */
export interface MarquezEndpoint extends Described {
  readonly method: 'get';
  readonly answer: (reader: JobReader, asked: unknown) => Promise<Answer<unknown>>;
}

interface MarquezEndpointOf<P extends z.ZodObject, R extends z.ZodType> extends Omit<
  MarquezEndpoint,
  'method' | 'parameters' | 'response' | 'answer'
> {
  readonly parameters: P;
  readonly response: R;
  readonly answer: (reader: JobReader, asked: z.infer<P>) => Promise<Answer<z.input<R>>>;
}

/** Ties the types of an endpoint's parameters and answer together. */
export const marquez = <P extends z.ZodObject, R extends z.ZodType>(
  of: MarquezEndpointOf<P, R>,
): MarquezEndpoint => ({ ...of, method: 'get' }) as unknown as MarquezEndpoint;
