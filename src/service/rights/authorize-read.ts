import type { Store } from "../ports.js";
import type { Service } from "../service.js";
import { authorizeObject } from "./authorize.js";
import { rightToRun } from "./right-to-run.js";

/** Says nothing when the caller may read there what the process string makes, whether or not something is. Throws NoSuchBucket, AccessDenied. */
export const authorizeRead =
  ({ store }: { store: Store }): Service["authorizeRead"] =>
  async (at, process, call) => {
    await authorizeObject(store, at, rightToRun(process), call);
  };
