import type { NameState } from '../projection/name-state';
import deleteNameStates from '../statements/delete-name-states.sql';
import storeNameStates from '../statements/store-name-states.sql';
import { equalJson } from './equal-json';
import type { Observed } from './observed';

/** Writes what names mean now where it differs from what was stored; returns the names of which it did. `null`: nothing to say of it. */
export async function storeStates(
  observed: Observed,
  states: ReadonlyMap<string, NameState | null>,
): Promise<string[]> {
  await observed.loadStates(states.keys());
  const changed = [...states].filter(
    ([key, state]) => !equalJson(worthKeeping(state), observed.state(key) ?? null),
  );
  const kept: { name_key: string; body: NameState }[] = [];
  const gone: string[] = [];
  for (const [key, state] of changed) {
    const body = worthKeeping(state);
    observed.setState(key, body);
    if (body === null) gone.push(key);
    else kept.push({ name_key: key, body });
  }
  if (kept.length > 0) await observed.transaction.query(storeNameStates, [JSON.stringify(kept)]);
  if (gone.length > 0) await observed.transaction.query(deleteNameStates, [gone]);
  return changed.map(([key]) => key);
}

/** A name that always means itself and whose columns were never seen needs no row. */
const worthKeeping = (state: NameState | null): NameState | null =>
  state === null || (state.segments.length === 0 && state.spans.length === 0) ? null : state;
