import type { CompletedUpload, CompletedUploads, ObjectRef } from "../../src/service/ports.js";

/** In memory. */
export function memoryCompletedUploads(): CompletedUploads {
  const kept = new Map<string, CompletedUpload>();
  const nameOf = ({ bucket, key }: ObjectRef) => `${bucket}/${key}`;
  return {
    async keep(upload) {
      kept.set(nameOf(upload.staged), upload);
    },
    find: async (staged) => kept.get(nameOf(staged)),
    async forgetBefore(time) {
      for (const [name, { completedAt }] of kept) if (completedAt < time) kept.delete(name);
    },
  };
}
