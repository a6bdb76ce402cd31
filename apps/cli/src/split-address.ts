/** `mart.daily_revenue#revenue_eur` → dataset and column; a `#temp` name has its `#` at the start of the last part. */
export function splitAddress(address: string): { dataset: string; column: string | undefined } {
  const at = address.lastIndexOf('#');
  if (at <= 0 || address[at - 1] === '.' || address[at - 1] === '/')
    return { dataset: address, column: undefined };
  return { dataset: address.slice(0, at), column: address.slice(at + 1) };
}
