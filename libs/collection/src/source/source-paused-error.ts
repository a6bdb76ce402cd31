/** The warehouse is paused or resizing: nothing can be read, and nothing is lost, since it keeps its history meanwhile. */
export class SourcePausedError extends Error {
  override readonly name = 'SourcePausedError';
}
