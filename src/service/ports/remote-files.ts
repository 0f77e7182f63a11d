import type { Readable } from "node:stream";

/** A file of another host, that has begun to come. Whoever gets it reads the body or destroys it. */
export interface RemoteFile {
  /** Fails with ImageTooLarge when it turns out too long. */
  readonly body: Readable;
  /** As the host announces it. */
  readonly byteSize?: number;
}

export interface RemoteFiles {
  /**
   * Fetches from a public host, or one that the settings allow. Throws ImportRefused before anything is sent there, ImportFailed
   * for what the host does, ImageTooLarge.
   */
  open(url: string, options: { readonly maxBytes: number }, signal: AbortSignal): Promise<RemoteFile>;
}
