import type { Derivation, Derivations, Notes, ObjectNotes, ObjectRef } from "../../src/service/ports.js";

const nameOf = ({ bucket, key }: ObjectRef) => `${bucket}/${key}`;

/** Notes in a map. */
export function memoryNotes(): Notes {
  const notes = new Map<string, ObjectNotes>();
  return {
    find: async (objects) => objects.map((at) => notes.get(nameOf(at))),
    async change(at, change) {
      const all = Object.entries({ tags: [], ...notes.get(nameOf(at)), ...change });
      const kept = all.filter(([name, value]) => name === "tags" || (value !== null && value !== ""));
      const changed = { ...Object.fromEntries(kept), tags: change.tags ?? notes.get(nameOf(at))?.tags ?? [] };
      if (change.tags === null) changed.tags = [];
      notes.set(nameOf(at), changed);
      return changed;
    },
    async copy(source, target) {
      const said = notes.get(nameOf(source));
      if (said) notes.set(nameOf(target), said);
      else notes.delete(nameOf(target));
    },
    async forget(bucket, keys) {
      for (const key of keys) notes.delete(nameOf({ bucket, key }));
    },
    async forgetBucket(bucket) {
      for (const name of notes.keys()) if (name.startsWith(`${bucket}/`)) notes.delete(name);
    },
  };
}

/** Derivations in a map, by what was saved. */
export function memoryDerivations(): Derivations {
  const kept = new Map<string, Derivation>();
  const forgetWhere = (isMeant: (at: ObjectRef) => boolean) => {
    for (const [name, { source, target }] of kept) if (isMeant(source) || isMeant(target)) kept.delete(name);
  };
  return {
    async keep(derivation) {
      kept.set(nameOf(derivation.target), derivation);
    },
    async list(source, { after, limit }) {
      const found = [...kept.entries()].filter(([, each]) => nameOf(each.source) === nameOf(source));
      const sorted = found.sort(([a], [b]) => (a < b ? -1 : 1)).filter(([name]) => !after || name > nameOf(after));
      return sorted.slice(0, limit).map(([, each]) => each);
    },
    listByStyle: async (bucket, style, limit) =>
      [...kept.values()]
        .filter(({ source, process }) => source.bucket === bucket && process.includes(`style/${style}`))
        .sort((a, b) => b.savedAt - a.savedAt)
        .slice(0, limit),
    async move(from, to) {
      forgetWhere((at) => nameOf(at) === nameOf(to));
      const renamed = (at: ObjectRef) => (nameOf(at) === nameOf(from) ? to : at);
      const all = [...kept.values()];
      kept.clear();
      for (const each of all)
        kept.set(nameOf(renamed(each.target)), { ...each, source: renamed(each.source), target: renamed(each.target) });
    },
    forget: async (bucket, keys) => forgetWhere((at) => at.bucket === bucket && keys.includes(at.key)),
    forgetBucket: async (bucket) => forgetWhere((at) => at.bucket === bucket),
  };
}
