import type { Table, ViewRepresentation } from '@aws-sdk/client-glue';
import { z } from 'zod';
import type { GlueView } from './glue-catalog';

// Trino's HiveViewCodec: /* Presto View: <base64 of JSON> */
const PRESTO_VIEW = /^\/\*\s*Presto View:\s*([A-Za-z0-9+/=]+)\s*\*\/\s*$/;

const prestoView = z.object({
  originalSql: z.string(),
  catalog: z.string().nullish(),
  schema: z.string().nullish(),
});

/** The definition of a view, from whichever of Glue's places holds it; null when none can be read. */
export function readView(table: Table): GlueView | null {
  return fromPresto(table) ?? fromRepresentations(table) ?? fromPlainText(table);
}

function fromPresto(table: Table): GlueView | null {
  const encoded = PRESTO_VIEW.exec(table.ViewOriginalText ?? '')?.[1];
  if (encoded === undefined) return null;
  const parsed = prestoView.safeParse(parseJson(Buffer.from(encoded, 'base64').toString('utf8')));
  if (!parsed.success) return null;
  const { originalSql, catalog, schema } = parsed.data;
  return { sql: originalSql, dialect: 'athena', catalog: catalog ?? null, schema: schema ?? null };
}

const DIALECTS = { ATHENA: 'athena', SPARK: 'spark', REDSHIFT: 'redshift' } as const;

/** Views for several engines; the expanded text is the one that engines run. */
function fromRepresentations(table: Table): GlueView | null {
  const all = table.ViewDefinition?.Representations ?? [];
  const ranked = [...all].sort((a, b) => rank(a) - rank(b));
  for (const { Dialect, ViewExpandedText, ViewOriginalText } of ranked) {
    const sql = ViewExpandedText ?? ViewOriginalText;
    const dialect = DIALECTS[Dialect as keyof typeof DIALECTS];
    if (sql !== undefined && dialect !== undefined)
      return { sql, dialect, catalog: null, schema: table.DatabaseName ?? null };
  }
  return null;
}

const PREFERRED = Object.keys(DIALECTS);
const rank = ({ Dialect }: ViewRepresentation): number => PREFERRED.indexOf(String(Dialect));

/** Views of Hive and Spark are plain SQL; the expanded text has qualified names. */
function fromPlainText(table: Table): GlueView | null {
  const expanded = table.ViewExpandedText?.trim() ?? '';
  const sql = expanded === '' || expanded.startsWith('/*') ? table.ViewOriginalText?.trim() : expanded;
  if (sql === undefined || sql === '' || sql.startsWith('/*')) return null;
  const dialect = table.Parameters?.['spark.sql.create.version'] === undefined ? 'hive' : 'spark';
  return { sql, dialect, catalog: null, schema: table.DatabaseName ?? null };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
