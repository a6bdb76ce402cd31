import type { z } from 'zod';
import { type DocumentedField, fieldDocOf } from './field-doc-of';

/** The table that `--help` prints: every variable, what it is for, its default or an example. */
export function describeConfig(schema: z.ZodObject): string {
  const rows = Object.entries(schema.shape).map(([variable, field]) => {
    const doc = fieldDocOf(field as z.ZodType);
    return [variable, standing(doc), doc.help] as const;
  });
  const width = (column: 0 | 1): number => Math.max(...rows.map((row) => row[column].length));
  const [first, second] = [width(0), width(1)];
  return rows.map((row) => `  ${row[0].padEnd(first)}  ${row[1].padEnd(second)}  ${row[2]}`).join('\n');
}

function standing(doc: DocumentedField): string {
  const example = doc.example === undefined ? '' : `, e.g. ${doc.example}`;
  if (doc.required) return `required${example}`;
  if (doc.defaultValue !== undefined && !doc.secret) return `default ${String(doc.defaultValue)}`;
  return `optional${example}`;
}
