import type { FileHandle } from "node:fs/promises";
import type { ImageFacts, Rendered } from "./engine.js";

/** A kept image. Its bytes stay, whatever becomes of its name: all of them where they are few, else a file that whoever gets it closes. */
export interface KeptImage extends ImageFacts {
  readonly kind: "image";
  readonly content: Buffer | FileHandle;
}

export interface KeptDocument {
  readonly kind: "document";
  readonly json: string;
}

/**
 * Finished results, under the ETag that names everything which decides their bytes (`Preparation.etag`), so none is ever
 * out of date. They may be gone at any time, and trouble with them is logged and never thrown: a request can always be
 * answered without.
 */
export interface Results {
  /** Counts as a use of it. */
  find(etag: string): Promise<KeptImage | KeptDocument | undefined>;
  /** Whether `find` would answer, as far as is known without reading; no use of it. */
  has(etag: string): Promise<boolean>;
  /** Takes over an image's file: it is moved or released. `find` answers it from when this resolves. */
  keep(etag: string, rendered: Rendered): Promise<void>;
  close(): Promise<void>;
}
