import { Failure } from "../../base/failure.js";
import { parseObjectKey } from "../../base/object-key.js";
import type { ObjectRef } from "../../service/ports.js";
import { refuseMuchMetadata } from "../../service/refuse-much-metadata.js";
import { readBucket } from "../bucket-argument.js";
import type { Context } from "../context.js";
import { readTransformFor } from "../inputs/engine-argument.js";
import type { ObjectInput, SaveImageInput } from "../inputs/save-image-input.js";
import { type Blame, refusing } from "../refused-input.js";
import { Image } from "../types/image.js";
import type { KeyValueInput } from "../types/key-value.js";

/** Renders and stores. Throws RefusedInput and what the service throws. */
export async function saveImage(input: SaveImageInput, context: Context): Promise<{ image: Image; written: boolean }> {
  const source = readObject(input.source, "source", context);
  const target = readObject(input.target, "target", context);
  const places = { transform: ["transform"], engine: ["engine"] };
  const { pipeline, blame } = readTransformFor(input.engine, input.transform, places);
  const { ifExists, acl, metadata, contentDisposition } = input;
  const options = {
    ifExists,
    ...(acl != null && { acl }),
    ...(metadata != null && { metadata: refusing(["metadata"], () => readMetadata(metadata)) }),
    ...(contentDisposition != null && {
      contentDisposition: refusing(["contentDisposition"], () =>
        readHeaderValue("contentDisposition", contentDisposition),
      ),
    }),
  };
  const saved = await refusing(
    (failure) => blameObject(source, target)(failure) ?? blame(failure) ?? blameRest(failure),
    () => context.service.saveAs({ source, pipeline, target, ...options }, context.call),
  );
  return { image: new Image(saved.object), written: saved.written };
}

function readObject({ bucket, key }: ObjectInput, at: string, { defaultBucket }: Context): ObjectRef {
  return {
    bucket: refusing([at, "bucket"], () => readBucket(bucket, defaultBucket)),
    key: refusing([at, "key"], () => parseObjectKey(key)),
  };
}

/** Which of the two objects a failure is about. */
const blameObject =
  (source: ObjectRef, target: ObjectRef): Blame =>
  (failure) => {
    if (failure.code === "FileAlreadyExists") return ["target", "key"];
    // One with a place is about a watermark's object, and so the transform's.
    if (failure.code === "NoSuchKey" && failure.where.item === undefined) return ["source", "key"];
    if (failure.code !== "NoSuchBucket") return undefined;
    const { bucket } = failure.details as { bucket: string };
    // The source is looked up first.
    if (bucket === source.bucket) return ["source", "bucket"];
    return bucket === target.bucket ? ["target", "bucket"] : undefined;
  };

/** What is neither a name nor a step: the source's file, or a result that is no image. */
function blameRest({ code }: Failure): readonly string[] | undefined {
  switch (code) {
    case "BadRequest":
    case "ImageDamage":
    case "ImageTooLarge":
      return ["source"];
    case "InvalidArgument":
      return ["transform"];
    default:
      return undefined;
  }
}

/** Names that travel as `x-oss-meta-…` headers, in lower case. Throws InvalidArgument. Source: OSS manual, user metadata. */
function readMetadata(pairs: readonly KeyValueInput[]): Record<string, string> {
  const metadata = Object.fromEntries(
    pairs.map(({ key, value }) => [readMetadataName(key), readHeaderValue(key, value)]),
  );
  refuseMuchMetadata(metadata);
  return metadata;
}

function readMetadataName(key: string): string {
  if (/^[A-Za-z0-9-]{1,128}$/.test(key)) return key.toLowerCase();
  throw new Failure("InvalidArgument", {
    name: "metadata",
    got: key,
    expected: "a name of 1..128 letters, digits and -",
  });
}

/** Text that can be sent as a header. Throws InvalidArgument. */
function readHeaderValue(name: string, value: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not get in
  if (value.length <= 8192 && !/[\u0000-\u001f\u007f]/.test(value)) return value;
  throw new Failure("InvalidArgument", {
    name,
    got: value,
    expected: "at most 8192 characters, no control characters",
  });
}
