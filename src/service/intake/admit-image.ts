import { Failure, type FailureCode } from "../../base/failure.js";
import { formatFacts } from "../../pipeline/index.js";
import type { ObjectRef, Store, StoredObject } from "../ports.js";
import { type DescribeUse, describeObject } from "../rendering/describe-object.js";
import { onVersion } from "../rendering/on-version.js";
import type { Call } from "../service.js";
import type { AdmitOptions } from "./image-intake.js";

/**
 * Lets staged bytes in as an image, for a caller whose rights on the target are settled: looks at them, gives them their name
 * and the media type of their content, and removes them from where they waited; also when they can be no image. `onAdmitted` is
 * told of the image while they are still there. Whoever stages them does it with the ACL `private`, so nobody sees what was not
 * looked at. Throws BadRequest for what is no image, ImageDamage, ImageTooLarge, NoSuchBucket; after any other failure,
 * FileAlreadyExists among them, they still wait.
 */
export async function admitImage(
  use: DescribeUse,
  staged: StoredObject,
  target: ObjectRef,
  { forbidOverwrite = false, acl, onAdmitted }: AdmitOptions & { onAdmitted?(image: StoredObject): Promise<void> },
  call: Call,
): Promise<StoredObject> {
  const { store } = use;
  try {
    const header = await describeObject(use)(staged, call);
    const headers = { contentType: formatFacts[header.format].contentType, metadata: staged.metadata };
    const options = { headers, forbidOverwrite, ...(acl !== undefined && { acl }) };
    const seen: StoredObject = { ...staged, inspection: { state: "image", header } };
    const admitted = await onVersion(store, staged, call.signal, () => store.copy(seen, target, options, call.signal));
    await onAdmitted?.(admitted);
    await dropStaged(store, staged);
    return admitted;
  } catch (error) {
    if (error instanceof Failure && final.has(error.code)) await dropStaged(store, staged);
    throw error;
  }
}

/** What will be no different when it is asked again; whatever else went wrong, such as a deadline, is no reason to send a file anew. */
const final: ReadonlySet<FailureCode> = new Set(["BadRequest", "ImageDamage", "ImageTooLarge", "NoSuchBucket"]);

/** Removes bytes that waited, also for a caller that has left. */
export async function dropStaged(store: Store, staged: StoredObject): Promise<void> {
  await store.delete(staged, AbortSignal.timeout(10_000));
}
