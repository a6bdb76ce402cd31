import { aggregates, maskingFunctions } from '../parse/words';

/** Functions whose first argument only chooses among the others. */
const choosing = new Set(['if', 'iff', 'iif', 'nvl2', 'choose']);

/** Functions that compare their first argument with every second of the rest: `decode(x, 1, a, 2, b, c)`. */
const decoding = new Set(['decode']);

/** Window functions that answer with a position rather than with a value of their arguments. */
const positional = new Set(['row_number', 'rank', 'dense_rank', 'percent_rank', 'cume_dist', 'ntile']);

/** What a function does with its arguments. */
export interface FunctionTraits {
  readonly aggregate: boolean;
  readonly masking: boolean;
  readonly positional: boolean;
  /** True for arguments that steer rather than flow. */
  steers(argument: number, count: number): boolean;
}

const never = (): boolean => false;
const first = (argument: number): boolean => argument === 0;
const decode = (argument: number, count: number): boolean =>
  argument === 0 || (argument % 2 === 1 && argument < count - 1);

const plain: FunctionTraits = { aggregate: false, masking: false, positional: false, steers: never };
const cache = new Map<string, FunctionTraits>();

for (const name of aggregates) cache.set(name, { ...plain, aggregate: true });
for (const name of maskingFunctions)
  cache.set(name, { ...plain, masking: true, aggregate: name === 'checksum' });
for (const name of choosing) cache.set(name, { ...plain, steers: first });
for (const name of decoding) cache.set(name, { ...plain, steers: decode });
for (const name of positional) cache.set(name, { ...plain, positional: true });

/** The traits of a function by its folded name; an unknown one transforms its arguments. */
export const functionTraits = (name: string): FunctionTraits => cache.get(name) ?? plain;
