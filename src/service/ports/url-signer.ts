import type { ObjectRef } from "./objects.js";

/** Makes URLs that the HTTP door accepts, or the cloud behind it. */
export interface UrlSigner {
  /** `expiresAt` in whole seconds since 1970. The process string, when given, is part of what is signed. */
  signGet(
    at: ObjectRef,
    options: { process?: string; downloadAs?: string; expiresAt: number },
  ): string | Promise<string>;
}
