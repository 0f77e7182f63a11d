import { hash } from "node:crypto";
import { Failure } from "../base/failure.js";
import type { AccessKey } from "../service/ports.js";
import { isSameText } from "./is-same-text.js";

/** Finds access keys for whoever checks signatures. */
export interface Keys {
  /** The key as it is now; one whose parent has ended is revoked. */
  find(accessKeyId: string): Promise<AccessKey | undefined>;
  /** Told when a signature of the key was right. */
  noteUse(accessKeyId: string): void;
}

/** The security tokens of a request. Source: wire protocol §3.7. */
export interface GivenTokens {
  /** The one that stands where the way of signing wants it. */
  readonly inPlace: string | undefined;
  /** There is one somewhere. */
  readonly any: boolean;
}

/** The key that was found by that id, while it is in force; a temporary one has yet to show its token. Throws InvalidAccessKeyId. */
export function admitKey(key: AccessKey | undefined, accessKeyId: string, now: number): AccessKey {
  if (!key) throw new Failure("InvalidAccessKeyId", { accessKeyId });
  // Of a temporary key the end is told by its token, and only to who has that.
  const hasEnded = key.tokenHash === undefined && key.expiresAt !== undefined && key.expiresAt <= now;
  if (key.revokedAt !== undefined || hasEnded)
    throw new Failure("InvalidAccessKeyId", { accessKeyId, isDisabled: true });
  return key;
}

/**
 * A temporary key goes with its token, a permanent one without. Throws InvalidAccessKeyId when the token is missing,
 * InvalidSecurityToken, SecurityTokenExpired.
 */
export function checkToken(key: AccessKey, { inPlace, any }: GivenTokens, now: number): void {
  const { id: accessKeyId, tokenHash, expiresAt } = key;
  if (tokenHash === undefined) {
    if (any) throw new Failure("InvalidSecurityToken", {});
    return;
  }
  if (inPlace === undefined)
    throw new Failure(
      "InvalidAccessKeyId",
      { accessKeyId },
      { hint: "A temporary key goes with the token that was given with it." },
    );
  if (!isSameText(hash("sha256", inPlace, "hex"), tokenHash)) throw new Failure("InvalidSecurityToken", {});
  if (expiresAt !== undefined && expiresAt <= now) throw new Failure("SecurityTokenExpired", { accessKeyId });
}
