/** An endpoint's path in express' words: `/v1/edges/{id}/evidence` → `/v1/edges/:id/evidence`, `/v1/datasets/{id+}` → `/v1/datasets/*id`. */
export const routeOf = (path: string): string =>
  path.replace(/\{(\w+)(\+?)\}/g, (_, name: string, greedy: string) => (greedy ? `*${name}` : `:${name}`));
