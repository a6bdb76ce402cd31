const DEADLINE_MS = 60_000;

/** What `/v1/export` gives. An API that was just killed comes back; waits for it. Throws when it answers with an error, or not within a minute. */
export async function exportOf(ui: string): Promise<string> {
  for (const deadline = Date.now() + DEADLINE_MS; ;) {
    try {
      const answer = await fetch(`${ui}/v1/export`);
      const text = await answer.text();
      if (answer.ok) return text;
      if (answer.status < 500 || Date.now() > deadline)
        throw new Error(`the export answered ${answer.status}: ${text}`);
    } catch (error) {
      const unreachable = error instanceof TypeError;
      if (!unreachable || Date.now() > deadline) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
