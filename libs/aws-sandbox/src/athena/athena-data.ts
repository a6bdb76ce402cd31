import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type { SampleAthena, SampleExecution, SampleTime } from '../sample/sample-warehouse';

export type ExecutionState = 'QUEUED' | 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'CANCELLED';

export interface StoredExecution {
  readonly id: string;
  readonly sql: string;
  readonly workgroup: string;
  readonly database: string;
  readonly catalog?: string;
  readonly submittedAt: string;
  /** Null while it runs. */
  completedAt: string | null;
  state: ExecutionState;
}

/** Everything the Athena sandbox answers from; plain JSON. */
export interface AthenaData {
  workgroups: { readonly name: string; readonly enabled: boolean }[];
  executions: StoredExecution[];
  prepared: {
    readonly name: string;
    readonly workgroup: string;
    readonly sql: string;
    readonly modifiedAt: string;
  }[];
}

const iso = (time: SampleTime): string => new Date(time).toISOString();
const STATES: Readonly<Record<SampleExecution['status'], ExecutionState>> = {
  success: 'SUCCEEDED',
  failed: 'FAILED',
  canceled: 'CANCELLED',
  running: 'RUNNING',
  queued: 'QUEUED',
};

/** Turns a sample into what the sandbox stores; ids depend on the content alone. */
export function athenaData(sample: SampleAthena): AthenaData {
  const prepared = (sample.preparedStatements ?? []).map(({ name, workgroup, sql, modifiedAt }) => ({
    name,
    workgroup,
    sql,
    modifiedAt: iso(modifiedAt),
  }));
  const executions = sample.executions.map(storedExecution);
  const declared = sample.workgroups ?? [];
  const named = ['primary', ...executions.map((e) => e.workgroup), ...prepared.map((p) => p.workgroup)];
  const undeclared = [...new Set(named)].filter((name) => !declared.some((group) => group.name === name));
  return {
    workgroups: [
      ...declared.map(({ name, enabled = true }) => ({ name, enabled })),
      ...undeclared.map((name) => ({ name, enabled: true })),
    ],
    executions,
    prepared,
  };
}

function storedExecution(execution: SampleExecution): StoredExecution {
  const submittedAt = iso(execution.startedAt);
  const isOver = !['running', 'queued'].includes(execution.status);
  return {
    id: execution.id ?? executionId([submittedAt, execution.workgroup, execution.database, execution.sql]),
    sql: execution.sql,
    workgroup: execution.workgroup,
    database: execution.database,
    ...(execution.catalog !== undefined && { catalog: execution.catalog }),
    submittedAt,
    completedAt: isOver ? iso(execution.endedAt) : null,
    state: STATES[execution.status],
  };
}

/** A UUID made of the content. */
function executionId(parts: readonly string[]): string {
  const hex = createHash('sha256').update(parts.join('\u0000')).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    '-',
  );
}

/** Writes a sample's Athena history to `athena.json` in the sandbox's data folder. */
export function seedAthena(dir: string, sample: SampleAthena): AthenaData {
  const data = athenaData(sample);
  fs.mkdirSync(dir, { recursive: true });
  fs.writeFileSync(path.join(dir, 'athena.json'), JSON.stringify(data, null, 1));
  return data;
}

/** Reads `athena.json`; a folder without one has no history. */
export function readAthenaData(dir: string): AthenaData {
  const file = path.join(dir, 'athena.json');
  if (!fs.existsSync(file)) return athenaData({ executions: [] });
  return JSON.parse(fs.readFileSync(file, 'utf8')) as AthenaData;
}
