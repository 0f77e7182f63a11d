import { parseObjectKey } from "../../base/object-key.js";
import { isStyleName } from "../../base/style-name.js";
import type { Bucket, Store } from "../ports.js";
import type { Service } from "../service.js";

/**
 * Cuts a name at the last separator that its bucket has in force. An object of the whole name comes first, and a name whose
 * rest no style can have is an object's; whether the style and the object exist is asked when the pipeline is prepared. What
 * was signed is the whole name, so this comes after the signature. Asks for no right and tells of none: whoever reads what
 * it answers is asked for theirs. Source: specification §20.
 */
export const findStyled =
  ({ store }: { store: Store }): Service["findStyled"] =>
  async (at, { signal }) => {
    const bucket = await store.findBucket(at.bucket, signal);
    const parts = bucket && cut(at.key, bucket);
    if (!parts || (await store.find(at, signal))) return undefined;
    return {
      at: { bucket: at.bucket, key: parseObjectKey(parts.key) },
      pipeline: { stages: [{ style: parts.style }] },
    };
  };

function cut(name: string, { styleSeparators }: Pick<Bucket, "styleSeparators">) {
  const at = Math.max(...styleSeparators.map((separator) => name.lastIndexOf(separator)));
  const [key, style] = [name.slice(0, Math.max(at, 0)), name.slice(at + 1)];
  return key !== "" && isStyleName(style) ? { key, style } : undefined;
}
