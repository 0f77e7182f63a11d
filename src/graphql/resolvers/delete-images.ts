import { Failure } from "../../base/failure.js";
import { type ObjectKey, parseObjectKey } from "../../base/object-key.js";
import type { Deletion } from "../../service/service.js";
import { blameBucket } from "../blame-object.js";
import { readBucket } from "../bucket-argument.js";
import type { Context } from "../context.js";
import type { DeleteImagesInput } from "../inputs/change-image-inputs.js";
import { writeNodeId } from "../node-id.js";
import { type InputPath, refusing } from "../refused-input.js";
import type { ImageDeletion } from "../types/image-payloads.js";
import { userError } from "../types/user-error.js";

const maxKeys = 1000;

/** Deletes many objects, with an answer for each name. Throws RefusedInput and what the service throws. */
export async function deleteImages(
  input: DeleteImagesInput,
  { service, call, defaultBucket }: Context,
): Promise<{ deletions: readonly ImageDeletion[] }> {
  const bucket = refusing(["bucket"], () => readBucket(input.bucket, defaultBucket));
  const { length } = input.keys;
  refusing(["keys"], () => {
    if (length >= 1 && length <= maxKeys) return;
    throw new Failure("InvalidArgument", { name: "keys", got: `${length} names`, expected: `1..${maxKeys} names` });
  });
  const names = input.keys.map(readKey);
  const keys = names.filter((name): name is ObjectKey => typeof name === "string");
  const deletions =
    keys.length === 0 ? [] : await refusing(blameBucket(["bucket"]), () => service.deleteEach(bucket, keys, call));
  const byKey = new Map(deletions.map((deletion) => [deletion.key, deletion]));

  const failureOf = (name: ObjectKey | Failure): Failure | undefined => {
    if (name instanceof Failure) return name;
    const deletion = byKey.get(name) as Deletion;
    if (deletion.outcome === "refused") return deletion.failure;
    return deletion.outcome === "absent" ? new Failure("NoSuchKey", { bucket, key: name }) : undefined;
  };
  return {
    deletions: input.keys.map((key, i) => {
      const failure = failureOf(names[i] as ObjectKey | Failure);
      const path: InputPath = ["keys", i];
      return failure
        ? { key, error: userError(failure, path) }
        : { key, deletedImageId: writeNodeId("Image", bucket, key) };
    }),
  };
}

function readKey(key: string): ObjectKey | Failure {
  try {
    return parseObjectKey(key);
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
}
