import type { Clock } from "../../base/clock.js";
import type { ChangeKind, Changes, ObjectRef } from "../ports.js";
import type { Service } from "../service.js";

/**
 * The same use-cases, which tell what they did to objects when it is done. A deletion is told whether or not there was
 * something to delete: nothing is there now. What others do in the object storage behind this gateway, nobody tells.
 */
export function tellChanges(service: Service, { changes, clock }: { changes: Changes; clock: Clock }): Service {
  const tell = (kind: ChangeKind, { bucket, key }: ObjectRef) => changes.tell({ kind, bucket, key, at: clock.now() });

  return {
    ...service,

    async putObject(at, ...rest) {
      const stored = await service.putObject(at, ...rest);
      tell("stored", at);
      return stored;
    },
    async appendObject(at, ...rest) {
      const stored = await service.appendObject(at, ...rest);
      tell("stored", at);
      return stored;
    },
    async copyObject(source, target, ...rest) {
      const copy = await service.copyObject(source, target, ...rest);
      tell(isSame(source, target) ? "headers" : "stored", target);
      return copy;
    },
    async moveObject(source, target, ...rest) {
      const moved = await service.moveObject(source, target, ...rest);
      tell("stored", target);
      tell("deleted", source);
      return moved;
    },
    async completeUpload(upload, ...rest) {
      const stored = await service.completeUpload(upload, ...rest);
      tell("stored", upload);
      return stored;
    },
    async completeImageUpload(...given) {
      const image = await service.completeImageUpload(...given);
      tell("stored", image);
      return image;
    },
    async importImage(...given) {
      const image = await service.importImage(...given);
      tell("stored", image);
      return image;
    },
    async saveAs(input, call) {
      const saved = await service.saveAs(input, call);
      if (saved.written) tell("stored", input.target);
      return saved;
    },
    async setObjectHeaders(object, ...rest) {
      const changed = await service.setObjectHeaders(object, ...rest);
      tell("headers", object);
      return changed;
    },
    async setObjectAcl(at, ...rest) {
      await service.setObjectAcl(at, ...rest);
      tell("acl", at);
    },
    async setNotes(at, ...rest) {
      const notes = await service.setNotes(at, ...rest);
      tell("notes", at);
      return notes;
    },
    async deleteObject(at, call) {
      await service.deleteObject(at, call);
      tell("deleted", at);
    },
    async deleteObjects(bucket, keys, call) {
      await service.deleteObjects(bucket, keys, call);
      for (const key of keys) tell("deleted", { bucket, key });
    },
    async deleteEach(bucket, keys, call) {
      const deletions = await service.deleteEach(bucket, keys, call);
      for (const { key, outcome } of deletions) if (outcome === "deleted") tell("deleted", { bucket, key });
      return deletions;
    },
  };
}

const isSame = (a: ObjectRef, b: ObjectRef) => a.bucket === b.bucket && a.key === b.key;
