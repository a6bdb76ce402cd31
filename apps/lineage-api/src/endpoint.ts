import type { Found, GraphReader } from '@tributary/graph-store';
import type { z } from 'zod';

/** One question the API answers, as its documentation tells it. */
export interface Described {
  readonly method: 'get' | 'post';
  /** As OpenAPI writes it: `/v1/edges/{id}/evidence`. A last part that may hold slashes ends in a plus: `/v1/datasets/{id+}`. */
  readonly path: string;
  /** Name of the operation, for generated clients. */
  readonly id: string;
  readonly summary: string;
  readonly description?: string;
  /** Parts of the path and of the query, by name; all arrive as text. */
  readonly parameters: z.ZodObject;
  readonly body?: z.ZodType;
  readonly response: z.ZodType;
  readonly formats?: Readonly<Record<string, Format>>;
}

/** Enough to serve it as well, and to refuse what it does not take. */
export interface Endpoint extends Described {
  readonly answer: (reader: GraphReader, asked: unknown) => Promise<Found<unknown>>;
}

/** Another form of an answer, asked for with `format=` or `accept`. */
export interface Format {
  readonly contentType: string;
  readonly write: (value: unknown) => string;
}

interface EndpointOf<P extends z.ZodObject, R extends z.ZodType, B extends z.ZodType> extends Omit<
  Endpoint,
  'parameters' | 'response' | 'body' | 'answer' | 'formats'
> {
  readonly parameters: P;
  readonly body?: B;
  readonly response: R;
  readonly formats?: Readonly<
    Record<string, { readonly contentType: string; readonly write: (value: z.infer<R>) => string }>
  >;
  /** `asked` has passed `parameters` and `body`. */
  readonly answer: (
    reader: GraphReader,
    asked: z.infer<P> & { readonly body: z.infer<B> },
  ) => Promise<Found<z.infer<R>>>;
}

/** Ties the types of an endpoint's parameters and answer together. */
export const endpoint = <P extends z.ZodObject, R extends z.ZodType, B extends z.ZodType = z.ZodUndefined>(
  of: EndpointOf<P, R, B>,
): Endpoint => of as unknown as Endpoint;
