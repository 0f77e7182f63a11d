import { Failure } from "../base/failure.js";

/**
 * Throws OperationNotServed where something is to be deleted of a version that is not the only one: what would be deleted is
 * another. Reads pass such an id over. Source: OSS manual, versioning; `null` is the version of an object without any.
 */
export function refuseVersion(id: string | undefined): void {
  if (id !== undefined && id !== "" && id !== "null")
    throw new Failure("OperationNotServed", { operation: `delete the version ${id.slice(0, 100)}` });
}
