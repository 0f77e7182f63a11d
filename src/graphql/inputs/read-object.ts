import { parseObjectKey } from "../../base/object-key.js";
import { refuseOwnName } from "../../service/intake/upload-name.js";
import type { ObjectRef } from "../../service/ports.js";
import { readBucket } from "../bucket-argument.js";
import type { Context } from "../context.js";
import { type InputPath, refusing } from "../refused-input.js";
import type { ObjectInput } from "./save-image-input.js";

/** The name of an object that an input gives at `path`. Throws RefusedInput. */
export function readObject({ bucket, key }: ObjectInput, path: InputPath, { defaultBucket }: Context): ObjectRef {
  return {
    bucket: refusing([...path, "bucket"], () => readBucket(bucket, defaultBucket)),
    key: refusing([...path, "key"], () => parseObjectKey(key)),
  };
}

/** Likewise where something is to be put. The gateway's own names are refused, below which what is old is swept away. Throws RefusedInput. */
export function readTarget(input: ObjectInput, path: InputPath, context: Context): ObjectRef {
  const target = readObject(input, path, context);
  refusing([...path, "key"], () => refuseOwnName(target));
  return target;
}
