import { engineOver } from '../../src/engine/engine';
import { runTask } from '../../src/engine/task';

/** The engine without threads. Tasks and answers pass through a structured clone, as between threads. */
export const inlineEngine = engineOver(async (task) => structuredClone(runTask(structuredClone(task))));
