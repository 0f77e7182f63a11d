import type { Notes } from "../ports.js";
import type { Service } from "../service.js";

/** What people say of objects that the caller was given. */
export const findNotes =
  ({ notes }: { notes: Notes }): Service["findNotes"] =>
  (objects, { signal }) => {
    signal.throwIfAborted();
    return notes.find(objects);
  };
