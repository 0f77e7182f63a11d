import type { Clock } from "../../base/clock.js";
import { isFailure } from "../../base/failure.js";
import { canonicalProcess } from "../../pipeline/index.js";
import { showKey } from "../keys/mint-key.js";
import { findStyled } from "../objects/find-styled.js";
import type { ObjectRef, ReadUrl, SignedUrlReading, Store, StoredObject, UrlInspector, UrlServer } from "../ports.js";
import { authorizeAccount } from "../rights/authorize.js";
import { authorizeRead } from "../rights/authorize-read.js";
import type { Call, Caller } from "../service.js";
import { findRevocation, objectRefOf } from "./is-url-revoked.js";
import type { UrlControl, UrlInspection, UrlState } from "./url-control.js";
import type { UrlLedger } from "./url-ledger.js";

export interface InspectUse {
  readonly store: Store;
  readonly inspector: UrlInspector;
  readonly ledger: UrlLedger;
  readonly clock: Clock;
}

/** Callers of one URL that are told. */
const maxHandedOut = 20;

/** Says all that is known of a URL; nothing in it has to be right. Throws AccessDenied, InvalidArgument. */
export const inspectUrl =
  (use: InspectUse): UrlControl["inspectUrl"] =>
  async (url, call) => {
    authorizeAccount(call);
    const read = await use.inspector.read(url, call.signal);
    switch (read.kind) {
      case "foreign":
        return { state: "foreign", isServed: false, handedOut: [] };
      case "malformed":
        return { state: "tampered", server: read.server, isServed: false, handedOut: [] };
      case "unsigned":
        return inspectUnsigned(use, read, call);
      case "signed":
        return inspectSigned(use, read, call);
    }
  };

async function inspectUnsigned(
  use: InspectUse,
  { server, bucket, key, process }: Extract<ReadUrl, { readonly kind: "unsigned" }>,
  call: Call,
): Promise<UrlInspection> {
  const named = await nameOf(use, { server, bucket, key, process }, call);
  const isServed = named.object !== undefined && (await mayRead(use, named, server, { kind: "anonymous" }, call));
  return { state: "unsigned", server, isServed, ...shown(named), handedOut: [] };
}

async function inspectSigned(use: InspectUse, read: SignedUrlReading, call: Call): Promise<UrlInspection> {
  const { server, version, accessKeyId, accessKey, signedAt, expiresAt, right } = read;
  const named = await nameOf(use, read, call);
  const revocation = await findRevocation(use, read, call);
  const state = await stateOf(use, read, { named, isRevoked: revocation !== undefined }, call);
  const isServed = state === "valid" && (named.object !== undefined || right?.method !== "GET");
  return {
    state,
    ...(server && { server }),
    isServed,
    ...shown(named),
    version,
    accessKeyId,
    ...(accessKey && server !== "cloud" && { accessKey: showKey(accessKey) }),
    ...(right && { method: right.method }),
    ...(signedAt !== undefined && { signedAt }),
    expiresAt,
    ...(revocation && { revocation }),
    handedOut: await handedOut(use.ledger, read),
  };
}

async function stateOf(
  use: InspectUse,
  read: SignedUrlReading,
  { named, isRevoked }: { readonly named: Named; readonly isRevoked: boolean },
  call: Call,
): Promise<Exclude<UrlState, "unsigned" | "foreign">> {
  const { server, accessKey, right } = read;
  if (!accessKey) return "unknown-key";
  if (!right) return "tampered";
  if (right.now !== "in-force") return right.now;
  // A cloud knows nothing of what is revoked here.
  if (server !== "cloud" && isRevoked) return "revoked";
  const { id: accessKeyId, role, scopes } = accessKey;
  const holder: Caller = { kind: "key", accessKeyId, grant: { role, scopes } };
  return right.method !== "GET" || (await mayRead(use, named, server, holder, call)) ? "valid" : "forbidden";
}

/** What a URL is about. */
interface Named {
  readonly bucket: string | undefined;
  /** Without the style that a name may carry. */
  readonly key: string | undefined;
  readonly process: string;
  /** Absent where no object can have such a name. */
  readonly at?: ObjectRef;
  readonly object?: StoredObject;
}

async function nameOf(
  { store }: InspectUse,
  {
    server,
    bucket,
    key,
    process,
  }: { server?: UrlServer; bucket?: string | undefined; key?: string | undefined; process: string },
  call: Call,
): Promise<Named> {
  const at = objectRefOf(bucket, key);
  if (!at) return { bucket, key, process };
  try {
    const styled = server !== "cloud" ? await findStyled({ store })(at, call) : undefined;
    const meant = styled?.at ?? at;
    const object = await store.find(meant, call.signal);
    return {
      ...meant,
      process: styled ? canonicalProcess(styled.pipeline) : process,
      at: meant,
      ...(object && { object }),
    };
  } catch (error) {
    if (isFailure(error, "NoSuchBucket")) return { bucket, key, process, at };
    throw error;
  }
}

/** Whether the caller may see what the URL asks for; what the cloud says to that, nobody here knows. */
async function mayRead(
  use: InspectUse,
  { at, process }: Named,
  server: UrlServer | undefined,
  caller: Caller,
  { signal }: Call,
): Promise<boolean> {
  if (!at) return false;
  if (server === "cloud") return caller.kind === "key";
  try {
    await authorizeRead(use)(at, process, { caller, signal });
    return true;
  } catch (error) {
    if (isFailure(error, "AccessDenied") || isFailure(error, "NoSuchBucket")) return false;
    throw error;
  }
}

function shown({ bucket, key, process, object }: Named) {
  return {
    ...(bucket !== undefined && { bucket }),
    ...(key !== undefined && { key }),
    ...(process !== "" && { process }),
    ...(object && { object }),
  };
}

/** The process string of a cloud's URL is in the cloud's own words, and its end is counted by another clock. */
async function handedOut(ledger: UrlLedger, { server, bucket, key, process, expiresAt }: SignedUrlReading) {
  const at = objectRefOf(bucket, key);
  if (!at) return [];
  const about = { ...at, limit: maxHandedOut };
  return server === "cloud"
    ? ledger.list({ ...about, endsWithin: [expiresAt - 1, expiresAt + 1] })
    : ledger.list({ ...about, endsWithin: [expiresAt, expiresAt], process });
}
