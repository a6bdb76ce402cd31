import type { DatasetRef } from '@tributary/contracts';
import { chooseAnalysis, type Choice } from './choose-analysis';
import { instantOf } from './moment';
import { lookUpSchema, type NameState, type SchemaAnswer } from './name-state';
import { projectNames } from './project-names';
import {
  executionKey,
  keyOf,
  lastPart,
  momentOfRun,
  sessionKey,
  type RunHeader,
  type StatementRun,
  type StoredAnalysis,
} from './statement-run';

/** A run that took effect, with the analyses of its statement in its context; at least one. */
export interface Undecided {
  readonly run: RunHeader;
  readonly candidates: readonly StoredAnalysis[];
}

export interface SessionChoices {
  /** By `executionKey`. */
  readonly choices: ReadonlyMap<string, Choice>;
  /** What the session's temp tables meant when, by `keyOf`. */
  readonly temps: ReadonlyMap<string, NameState>;
}

/**
 * Which analysis holds for each run of one session. In order, for what a statement means may hang on the temp tables made before it.
 * `stateOf` tells what a permanent name meant.
 */
export function chooseSession(
  session: readonly Undecided[],
  stateOf: (key: string) => NameState | undefined,
): SessionChoices {
  const choices = new Map<string, Choice>();
  const temps = new SessionTemps();
  for (const { run, candidates } of session) {
    const schemaOf = (dataset: DatasetRef): SchemaAnswer | null =>
      lookUpSchema(dataset.temp ? temps.stateOf(keyOf(dataset, run)) : stateOf(keyOf(dataset, run)), {
        at: instantOf(momentOfRun(run)),
        position: run.position,
        session: sessionKey(run),
      });
    const choice = chooseAnalysis(candidates, { temps: temps.names, schemaOf });
    choices.set(executionKey(run), choice);
    // A run outside of sessions leaves no temp tables behind.
    if (run.sessionId !== null) {
      temps.follow({ ...run, analysis: candidates.find(({ key }) => key === choice.analysisKey)! });
    }
  }
  return { choices, temps: temps.states() };
}

/** The temp tables of a session as its statements make, rename and drop them. */
class SessionTemps {
  readonly names = new Set<string>();
  private readonly runs: StatementRun[] = [];
  private readonly datasets = new Map<string, DatasetRef>();
  private projected: ReadonlyMap<string, NameState> | undefined;

  follow(run: StatementRun): void {
    const { analysis } = run;
    const temps = analysis.datasets.filter((dataset) => dataset.temp);
    if (temps.length === 0) return;
    for (const dataset of temps) this.datasets.set(keyOf(dataset, run), dataset);
    this.runs.push(run);
    this.projected = undefined;

    for (const { dataset, effect } of analysis.outputs) {
      const { temp, name } = analysis.datasets[dataset]!;
      if (!temp) continue;
      if (effect === 'drop') this.names.delete(lastPart(name));
      else this.names.add(lastPart(name));
    }
    for (const change of analysis.schemaChanges) {
      if (change.kind !== 'rename-table' || !analysis.datasets[change.from]!.temp) continue;
      this.names.delete(lastPart(analysis.datasets[change.from]!.name));
      this.names.add(lastPart(analysis.datasets[change.to]!.name));
    }
  }

  states(): ReadonlyMap<string, NameState> {
    this.projected ??= projectNames({
      names: this.datasets,
      aliases: [],
      runs: this.runs,
      renames: [],
      sightings: [],
    }).states;
    return this.projected;
  }

  stateOf(key: string): NameState | undefined {
    return this.states().get(key);
  }
}
