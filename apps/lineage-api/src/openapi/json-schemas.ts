import * as contracts from '@tributary/contracts';
import { z } from 'zod';

type JsonSchema = Record<string, unknown>;

/** Shapes with a name of their own in the description: every one of the contracts that an answer is made of. */
const named = {
  Problem: contracts.problem,
  DatasetSummary: contracts.datasetSummary,
  ColumnEdge: contracts.columnEdge,
  SearchResponse: contracts.searchResponse,
  DatasetListResponse: contracts.datasetListResponse,
  DatasetResponse: contracts.datasetResponse,
  LineageResponse: contracts.lineageResponse,
  PathsResponse: contracts.pathsResponse,
  DiffResponse: contracts.diffResponse,
  ProducersResponse: contracts.producersResponse,
  SimulateRequest: contracts.simulateRequest,
  SimulateResponse: contracts.simulateResponse,
  SimulateSqlResponse: contracts.simulateSqlResponse,
  ImpactResponse: contracts.impactResponse,
  ImpactGroupsResponse: contracts.impactGroupsResponse,
  EvidenceResponse: contracts.evidenceResponse,
  CoverageResponse: contracts.coverageResponse,
  RunsResponse: contracts.runsResponse,
  ResolveResponse: contracts.resolveResponse,
  MarquezError: contracts.marquezError,
  MarquezDataset: contracts.marquezDataset,
  MarquezJob: contracts.marquezJob,
  MarquezRun: contracts.marquezRun,
  MarquezLineage: contracts.marquezLineage,
  MarquezColumnLineage: contracts.marquezColumnLineage,
} as const satisfies Record<string, z.ZodType>;

const registry = z.registry<{ id: string }>();
for (const [id, schema] of Object.entries(named)) registry.add(schema, { id });

/** OpenAPI 3.1 speaks JSON Schema 2020-12; what zod adds to mark a document of its own is left out. */
function bare(schema: JsonSchema): JsonSchema {
  const { $schema: _, $id: __, ...rest } = schema;
  return rest;
}

/** The named shapes, for `components.schemas`. */
export function componentSchemas(): Record<string, JsonSchema> {
  const { schemas } = z.toJSONSchema(registry, { uri: (id) => `#/components/schemas/${id}` });
  return Object.fromEntries(Object.entries(schemas).map(([id, schema]) => [id, bare(schema)]));
}

/** A shape as it stands in a description: by name when it has one. */
export function schemaOf(schema: z.ZodType): JsonSchema {
  const id = registry.get(schema)?.id;
  if (id !== undefined) return { $ref: `#/components/schemas/${id}` };
  const options = (schema.def as { type: string; options?: z.ZodType[] }).options;
  if (schema.def.type === 'union' && options !== undefined) return { anyOf: options.map(schemaOf) };
  return bare(z.toJSONSchema(schema));
}
