type Element = string | number | boolean | null;

/** An array as Postgres reads it. By pg's own conversion, an element at a time, the arrays of 50,000 edges took longer than the rest of their writing. */
export const arrayLiteral = (elements: readonly Element[]): string => `{${elements.map(literal).join(',')}}`;

function literal(element: Element): string | number | boolean {
  if (typeof element !== 'string') return element ?? 'NULL';
  return `"${/["\\]/.test(element) ? element.replace(/["\\]/g, '\\$&') : element}"`;
}
