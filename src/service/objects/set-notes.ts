import { Failure } from "../../base/failure.js";
import type { Notes, Store } from "../ports.js";
import { authorizeObject } from "../rights/authorize.js";
import type { Service } from "../service.js";
import { checkNotes } from "./check-notes.js";

/** Changes what is said of an object that is there. Throws InvalidArgument, NoSuchBucket, NoSuchKey, AccessDenied. */
export const setNotes =
  ({ store, notes }: { store: Store; notes: Notes }): Service["setNotes"] =>
  async (at, change, call) => {
    const checked = checkNotes(change);
    if (!(await authorizeObject(store, at, "write", call))) throw new Failure("NoSuchKey", at);
    return notes.change(at, checked);
  };
