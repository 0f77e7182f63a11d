import { Failure } from "../../base/failure.js";
import type { Store } from "../ports.js";
import { authorizeCreate } from "../rights/authorize.js";
import type { Service } from "../service.js";

/** First path segments that the listener keeps for itself; a bucket of that name could not be reached. */
const reservedNames: ReadonlySet<string> = new Set(["graphql", "console", "healthz", "readyz", "metrics"]);

/** Makes a bucket, private unless said otherwise; an existing one stays, with the ACL when one is given. Throws InvalidBucketName, TooManyBuckets, AccessDenied. */
export const createBucket =
  ({ store }: { store: Store }): Service["createBucket"] =>
  async (name, acl, call) => {
    authorizeCreate(name, call);
    if (reservedNames.has(name)) throw new Failure("InvalidBucketName", { got: name });
    return store.createBucket(name, acl, call.signal);
  };
