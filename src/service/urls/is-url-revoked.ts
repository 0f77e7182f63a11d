import { parseBucketName } from "../../base/bucket-name.js";
import { isFailure } from "../../base/failure.js";
import { parseObjectKey } from "../../base/object-key.js";
import { canonicalProcess } from "../../pipeline/index.js";
import { findStyled } from "../objects/find-styled.js";
import type { ObjectRef, Revocation, Store, UrlFacts } from "../ports.js";
import type { Call } from "../service.js";
import type { UrlControl } from "./url-control.js";
import type { UrlLedger } from "./url-ledger.js";

interface RevokedUse {
  readonly store: Store;
  readonly ledger: UrlLedger;
}

export const isUrlRevoked =
  (use: RevokedUse): UrlControl["isUrlRevoked"] =>
  async (url, call) =>
    use.ledger.hasRevocations && (await findRevocation(use, url, call)) !== undefined;

/** The oldest revocation that refuses the URL, also where its name carries a style and the object is revoked. */
export async function findRevocation(
  { store, ledger }: RevokedUse,
  url: UrlFacts,
  call: Call,
): Promise<Revocation | undefined> {
  const at = objectRefOf(url.bucket, url.key);
  const styled = at && (await findStyled({ store })(at, call));
  const named = styled && { ...url, ...styled.at, process: canonicalProcess(styled.pipeline) };
  return (await ledger.revocationOf(url)) ?? (named && (await ledger.revocationOf(named)));
}

/** `undefined` for names that nothing can have. */
export function objectRefOf(bucket: string | undefined, key: string | undefined): ObjectRef | undefined {
  try {
    return bucket === undefined || key === undefined
      ? undefined
      : { bucket: parseBucketName(bucket), key: parseObjectKey(key) };
  } catch (error) {
    if (isFailure(error, "InvalidBucketName") || isFailure(error, "InvalidObjectName")) return undefined;
    throw error;
  }
}
