/** The path that stands for a dataset: part files, globs, query strings and partition tails are left away. */
export function datasetUri(uri: string): string {
  const scheme = uri.indexOf('://');
  if (scheme < 0) return uri;
  const rest = uri.slice(scheme + 3).replace(/[?#].*$/s, '');
  const [bucket = '', ...folders] = rest.split('/');
  const endsOpen = rest.endsWith('/');
  const segments = folders.filter((s) => s !== '');
  // `…/part_` and `…/orders.csv` name files; a last segment without either mark may be a folder and stays.
  if (!endsOpen && segments.length > 0) {
    const last = segments.pop()!.replace(/\d{4}_part_\d{2}(\.\w+)*$/, '');
    const inPartition = segments.length > 0 && isPartition(segments.at(-1)!) && /[_-]$/.test(last);
    if (last !== '' && !isFile(last) && !inPartition) segments.push(last);
  }
  while (segments.length > 0 && isPartition(segments.at(-1)!)) segments.pop();
  const normalScheme = uri
    .slice(0, scheme)
    .toLowerCase()
    .replace(/^s3[an]$/, 's3');
  return [`${normalScheme}://${bucket}`, ...segments].join('/');
}

/**
 * `part-0000.json.gz`, `000_`, `manifest`, `*.csv`. UNLOAD's own prefix stays when it says something: `…/venue_` and
 * `…/sales_` in one folder are two datasets, and `venue_0000_part_00` belongs to the first.
 */
function isFile(segment: string): boolean {
  return (
    segment.includes('*') ||
    /\.(csv|tsv|txt|json|jsonl|ndjson|parquet|orc|avro|gz|gzip|bz2|zst|lzo|snappy|manifest|dat|xml|sql|log|shp)$/i.test(
      segment,
    ) ||
    /^(part|data|manifest|file|output|export|unload|chunk)?[-_]*\d*[-_]*$/i.test(segment)
  );
}

/** `dt=2024-01-01`, `2024-01-01`, `20240101`, a template such as `{date}` or `${day}`. */
function isPartition(segment: string): boolean {
  return (
    /^[\w%.-]+=/.test(segment) || /^\d{4}-?\d{2}(-?\d{2})?$/.test(segment) || /^\$?\{.*\}$/.test(segment)
  );
}
