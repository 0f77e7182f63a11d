import type { Grant } from "./ports.js";
import type { Seen } from "./seen.js";

/** Who asks. A front door authenticates; the use-cases decide what that caller may do. */
export type Caller =
  /** No signature, no token: what the ACLs make public. */
  | { readonly kind: "anonymous" }
  /** A verified access key of the OSS endpoint, and what its holder may do. */
  | { readonly kind: "key"; readonly accessKeyId: string; readonly grant: Grant }
  /** The bearer of a verified token that somebody else issued, and what it lets them do; it ends at `expiresAt`, ms since 1970. */
  | { readonly kind: "token"; readonly subject: string; readonly grant: Grant; readonly expiresAt: number }
  /** The bearer of the admin token. */
  | { readonly kind: "admin" };

/** What every use-case gets besides its input. */
export interface Call {
  readonly caller: Caller;
  /** Aborts when the client leaves or the deadline passes. */
  readonly signal: AbortSignal;
  /** The Accept header of whoever will see the result; a pipeline can leave the choice of the format to it. */
  readonly accept?: string | undefined;
  /** Told before a picture of that size is decoded for this call; what it throws refuses the work. Absent: nobody counts. */
  readonly spend?: ((megapixels: number) => void) | undefined;
  /** What it has read; absent: everything is looked up each time. */
  readonly seen?: Seen;
}
