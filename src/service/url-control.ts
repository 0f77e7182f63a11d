import type { Call } from "./call.js";
import type { Revocation, Revoked, SignedUrlsQuery, SignedUrlsRecord } from "./ports.js";
import type { UrlFacts } from "./revoked-names.js";

/** Use-cases about signed URLs that were handed out. All but `isUrlRevoked` are for who may manage everything. */
export interface UrlControl {
  /** The latest first; with `ended` also those that have ended, within a week of their end. Throws AccessDenied. */
  listSignedUrls(
    query: Omit<SignedUrlsQuery, "endsAfter"> & { readonly ended: boolean },
    call: Call,
  ): Promise<readonly SignedUrlsRecord[]>;
  /** In order of id. Throws AccessDenied. */
  listRevocations(call: Call): Promise<readonly Revocation[]>;
  /**
   * Refuses URLs from now until it is lifted: also those that are signed later, but for a caller's, of whom those count that were
   * handed out until now. Throws AccessDenied, and InvalidArgument for a reason above 200 characters or with more revocations than 10000.
   */
  revokeUrls(revoked: Revoked, reason: string, call: Call): Promise<Revocation>;
  /** What was revoked and holds again; `undefined` when there is no revocation of that id. Throws AccessDenied. */
  liftRevocation(id: string, call: Call): Promise<Revocation | undefined>;
  /** For doors, once the signature of a URL was found right. */
  isUrlRevoked(url: UrlFacts): boolean;
}
