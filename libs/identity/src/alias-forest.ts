import type { DatasetName } from '@tributary/contracts';
import type { AliasGroup, AliasReason } from './alias-evidence';
import { datasetId } from './dataset-id';

/** Union-find over dataset names that remembers why names were joined. */
export class AliasForest {
  private readonly parents = new Map<string, string>();
  private readonly members = new Map<string, DatasetName[]>();
  private readonly reasons = new Map<string, Set<AliasReason>>();

  rootOf(name: DatasetName): string {
    const id = datasetId(name);
    if (!this.parents.has(id)) {
      this.parents.set(id, id);
      this.members.set(id, [name]);
      this.reasons.set(id, new Set());
    }
    let root = id;
    for (let up = this.parents.get(root)!; up !== root; up = this.parents.get(root)!) root = up;
    this.parents.set(id, root);
    return root;
  }

  membersWith(name: DatasetName): readonly DatasetName[] {
    return this.members.get(this.rootOf(name))!;
  }

  join(a: DatasetName, b: DatasetName, reason: AliasReason): void {
    const [kept, gone] = [this.rootOf(a), this.rootOf(b)].sort() as [string, string];
    this.reasons.get(kept)!.add(reason);
    if (kept === gone) return;
    this.parents.set(gone, kept);
    this.members.get(kept)!.push(...this.members.get(gone)!);
    for (const other of this.reasons.get(gone)!) this.reasons.get(kept)!.add(other);
    this.members.delete(gone);
    this.reasons.delete(gone);
  }

  groups(chooseCanonical: (members: readonly DatasetName[]) => DatasetName): ReadonlyMap<string, AliasGroup> {
    const groups = new Map<string, AliasGroup>();
    for (const [root, unsorted] of this.members) {
      const members = [...unsorted].sort((x, y) => (datasetId(x) < datasetId(y) ? -1 : 1));
      const group = {
        canonical: chooseCanonical(members),
        members,
        reasons: [...this.reasons.get(root)!].sort(),
      };
      for (const member of members) groups.set(datasetId(member), group);
    }
    return new Map([...groups].sort(([x], [y]) => (x < y ? -1 : 1)));
  }
}
