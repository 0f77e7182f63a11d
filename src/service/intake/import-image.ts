import { Failure, isFailure } from "../../base/failure.js";
import { refuseMuchMetadata } from "../objects/refuse-much-metadata.js";
import type { ObjectRef, PutOptions, RemoteFile, RemoteFiles, StoredObject } from "../ports.js";
import type { DescribeUse } from "../rendering/describe-object.js";
import { authorizeObject } from "../rights/authorize.js";
import type { Call } from "../service.js";
import { admitImage, dropStaged } from "./admit-image.js";
import type { ImageIntake } from "./image-intake.js";
import { stagedName } from "./upload-name.js";

/** Fetches a file of another host, and looks at it before it is an image; rights and what is there come before the first packet. */
export const importImage =
  (use: DescribeUse & { remoteFiles: RemoteFiles }): ImageIntake["importImage"] =>
  async ({ url, target, metadata = {}, ...options }, call) => {
    const { store, engine, remoteFiles } = use;
    refuseMuchMetadata(metadata);
    const existing = await authorizeObject(store, target, "write", call);
    if (options.acl !== undefined) await authorizeObject(store, target, "manage", call);
    if (existing && options.forbidOverwrite) throw new Failure("FileAlreadyExists", { ...target });
    const { maxSourceBytes: maxBytes } = engine.capabilities.limits;
    const file = await remoteFiles.open(url, { maxBytes }, call.signal);
    const staged = await stage(use, file, { url, target, metadata }, call);
    try {
      return await admitImage(use, staged, target, options, call);
    } catch (error) {
      // Nobody can go on with it, whatever the reason.
      await dropStaged(store, staged).catch(() => {});
      throw error;
    }
  };

async function stage(
  { store }: DescribeUse,
  { body, byteSize: expectedBytes }: RemoteFile,
  { url, target, metadata }: { url: string; target: ObjectRef; metadata: Readonly<Record<string, string>> },
  { signal }: Call,
): Promise<StoredObject> {
  try {
    const options: PutOptions = {
      contentType: "application/octet-stream",
      metadata,
      acl: "private",
      ...(expectedBytes !== undefined && { expectedBytes }),
    };
    return await store.put(stagedName(target), body, options, signal);
  } catch (error) {
    // A store may tell of a body that failed in its own words.
    const reason = body.errored;
    if (reason && !isFailure(error, "ServiceUnavailable") && !signal.aborted)
      throw reason instanceof Failure
        ? reason
        : new Failure("ImportFailed", { host: new URL(url).host, reason: "broke off" }, { cause: reason });
    throw error;
  } finally {
    body.destroy();
  }
}
