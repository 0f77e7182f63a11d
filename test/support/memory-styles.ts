import { demandStyleVersion } from "../../src/base/demand-style-version.js";
import type { Style, StyleStore } from "../../src/service/ports.js";

/** Styles in memory, with all their versions. */
export function memoryStyles(): StyleStore {
  const styles = new Map<string, Style[]>();
  const versionsOf = (bucket: string, name: string) => styles.get(`${bucket}/${name}`) ?? [];
  return {
    async putStyle(bucket, name, { content, over, parameters, changedBy }) {
      const versions = versionsOf(bucket, name);
      const before = versions.at(-1);
      demandStyleVersion({ bucket, name }, before?.version ?? 0, over);
      const declared = parameters ?? before?.parameters ?? [];
      if (before?.content === content && JSON.stringify(before.parameters) === JSON.stringify(declared)) return before;
      const by = changedBy === undefined ? {} : { changedBy };
      const times = { createdAt: 0, updatedAt: 0 };
      const style = { bucket, name, content, parameters: declared, version: versions.length + 1, ...by, ...times };
      styles.set(`${bucket}/${name}`, [...versions, style]);
      return style;
    },
    findStyle: async (bucket, name) => versionsOf(bucket, name).at(-1),
    listStyles: async (bucket) => [...styles.values()].map((all) => all.at(-1)!).filter((all) => all.bucket === bucket),
    deleteStyle: async (bucket, name) => styles.delete(`${bucket}/${name}`),
    findStyleVersion: async (bucket, name, version) => versionsOf(bucket, name)[version - 1],
    listStyleVersions: async (bucket, name) => [...versionsOf(bucket, name)].reverse(),
  };
}
