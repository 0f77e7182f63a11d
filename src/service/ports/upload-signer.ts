import type { Upload } from "./uploads.js";

/** Makes URLs to which one part of an upload is sent, and nothing else. */
export interface UploadSigner {
  /** A PUT that has to come with exactly this media type and so many bytes, within `seconds`, 1..604800. */
  signPart(
    upload: Upload,
    part: {
      readonly number: number;
      readonly byteSize: number;
      readonly contentType: string;
      readonly seconds: number;
    },
  ): string;
}
