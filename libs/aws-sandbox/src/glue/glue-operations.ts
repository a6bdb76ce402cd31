import { AwsError } from '../http/aws-error';
import type { GlueData } from './glue-data';

type Input = Readonly<Record<string, unknown>>;

export interface GlueOptions {
  readonly data: GlueData;
  /** Account of the catalog that is answered when no CatalogId is given. */
  readonly account: string;
  readonly pageSize?: number;
}

const notFound = (what: string) => new AwsError('EntityNotFoundException', `${what} not found.`, 400);

/** The read operations of the Glue catalog; every listing begins with an empty page that has a token, as Glue may answer. */
export function glueOperations({ data, account, pageSize = 100 }: GlueOptions) {
  const database = (name: unknown) => {
    const found = data.databases.find((one) => one.Name === name);
    if (found === undefined) throw notFound(`Database ${String(name)}`);
    return { CatalogId: account, ...found };
  };

  return {
    GetDatabases: async (input: Input) => {
      const { items, token } = page(data.databases, input, pageSize);
      return {
        DatabaseList: items.map((one) => ({ CatalogId: account, ...one })),
        ...(token && { NextToken: token }),
      };
    },

    GetDatabase: async (input: Input) => ({ Database: database(input['Name']) }),

    GetTables: async (input: Input) => {
      const { Name } = database(input['DatabaseName']);
      const tables = data.tables.filter((table) => table.DatabaseName === Name);
      const { items, token } = page(tables, input, pageSize);
      return {
        TableList: items.map((one) => ({ CatalogId: account, ...one })),
        ...(token && { NextToken: token }),
      };
    },

    GetTable: async (input: Input) => {
      const found = data.tables.find(
        (table) => table.DatabaseName === input['DatabaseName'] && table.Name === input['Name'],
      );
      if (found === undefined) throw notFound(`Entity Table ${String(input['Name'])}`);
      return { Table: { CatalogId: account, ...found } };
    },
  };
}

function page<T>(items: readonly T[], input: Input, pageSize: number): { items: T[]; token: string | null } {
  const token = input['NextToken'];
  if (token === undefined) return { items: [], token: '0' };
  const asked = typeof input['MaxResults'] === 'number' ? input['MaxResults'] : pageSize;
  const from = Number(token);
  const to = from + Math.min(asked, pageSize);
  return { items: items.slice(from, to), token: to < items.length ? String(to) : null };
}
