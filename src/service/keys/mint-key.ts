import { createHash, randomBytes } from "node:crypto";
import type { AccessKey, Grant } from "../ports.js";
import type { NewKey, NewTemporaryKey, ShownKey } from "./key-service.js";

interface Minted<New> {
  /** To be kept. */
  readonly kept: AccessKey;
  /** To be shown once. */
  readonly shown: New;
}

type Facts = Grant & Pick<AccessKey, "label" | "createdAt" | "parent"> & { readonly expiresAt?: number | undefined };

/** A fresh permanent key: id and secret of 72 and 192 random bits. */
export function mintKey(facts: Facts): Minted<NewKey> {
  const { expiresAt, ...rest } = facts;
  const secret = randomBytes(24).toString("base64url");
  const kept = { ...rest, id: randomId("IG"), secret, ...(expiresAt !== undefined && { expiresAt }) };
  return { kept, shown: { key: showKey(kept), secret } };
}

/** A fresh temporary key, with a token of 384 random bits that is kept as its digest alone. */
export function mintTemporaryKey(facts: Facts): Minted<NewTemporaryKey> {
  const securityToken = randomBytes(48).toString("base64url");
  const tokenHash = createHash("sha256").update(securityToken).digest("hex");
  const { kept: key, shown } = mintKey(facts);
  const kept = { ...key, id: randomId("STS.IG"), tokenHash };
  return { kept, shown: { ...shown, key: showKey(kept), securityToken } };
}

/** What may be told of a key. */
export function showKey({ secret: _, tokenHash, ...rest }: AccessKey): ShownKey {
  return { ...rest, isTemporary: tokenHash !== undefined };
}

function randomId(prefix: string): string {
  return prefix + randomBytes(9).toString("hex").toUpperCase();
}
