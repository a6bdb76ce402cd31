import type { AthenaExecution, AthenaHistoryPort, AthenaPreparedStatement } from '@tributary/warehouse';

export interface Resolved {
  readonly sql: string;
  readonly problem: { readonly code: string; readonly detail: string } | null;
}

const EXECUTE = /^\s*execute\s+"?(\w+)"?\s*(?:using\b.*)?;?\s*$/is;

/** Finds what `EXECUTE name USING …` ran. The history has that line only; the text lies with the workgroup, and may have changed since. */
export class PreparedStatements {
  private readonly known = new Map<string, Promise<AthenaPreparedStatement | null>>();
  private readonly reported = new Set<string>();

  constructor(private readonly athena: AthenaHistoryPort) {}

  /** The text that ran. When it cannot be known the EXECUTE itself stays, with a problem once per name. */
  async resolve({ sql, workgroup, submittedAt }: AthenaExecution): Promise<Resolved> {
    const name = EXECUTE.exec(withoutLeadingComments(sql))?.[1];
    if (name === undefined) return { sql, problem: null };
    const statement = await this.find(workgroup, name);
    if (statement === null)
      return { sql, problem: this.once('missing', workgroup, name, 'is not there any more') };
    if (statement.modifiedAt !== null && statement.modifiedAt > submittedAt)
      return { sql, problem: this.once('changed', workgroup, name, 'was changed after it ran') };
    return { sql: statement.sql, problem: null };
  }

  private find(workgroup: string, name: string): Promise<AthenaPreparedStatement | null> {
    const key = `${workgroup}/${name}`;
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const asked = this.athena.preparedStatement(workgroup, name);
    this.known.set(key, asked);
    return asked;
  }

  private once(what: string, workgroup: string, name: string, sentence: string): Resolved['problem'] {
    const key = `${what} ${workgroup}/${name}`;
    if (this.reported.has(key)) return null;
    this.reported.add(key);
    return {
      code: `prepared-statement-${what}`,
      detail: `prepared statement '${name}' of workgroup '${workgroup}' ${sentence}: its lineage is not known`,
    };
  }
}

const withoutLeadingComments = (sql: string): string =>
  sql.replace(/^(?:\s+|--[^\n]*(?:\n|$)|\/\*[\s\S]*?\*\/)+/, '');
