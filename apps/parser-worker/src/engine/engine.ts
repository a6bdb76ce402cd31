import type { Answers, Answer, Task } from './task';

/** Where tasks are done: in a pool of threads, or right here in tests. */
export interface Engine {
  /** Rejects with `ParseTimeout` when a task took too long or took its thread down with it. */
  run<K extends Task['kind']>(task: Extract<Task, { kind: K }>): Promise<Answers[K]>;
}

/** A statement or event that the kill timer had to end: trying once more may help, trying for ever does not. */
export class ParseTimeout extends Error {
  override readonly name = 'ParseTimeout';
}

/** The engine over anything that does tasks; a task's kind decides the type of its answer. */
export const engineOver = (run: (task: Task) => Promise<Answer>): Engine => ({
  run: <K extends Task['kind']>(task: Extract<Task, { kind: K }>) => run(task) as Promise<Answers[K]>,
});
