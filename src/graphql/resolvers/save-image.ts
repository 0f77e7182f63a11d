import type { Failure } from "../../base/failure.js";
import { blameSourceOrTarget } from "../blame-object.js";
import type { Context } from "../context.js";
import { readTransformFor } from "../inputs/engine-argument.js";
import { readHeaderValue, readMetadata } from "../inputs/read-headers.js";
import { readObject, readTarget } from "../inputs/read-object.js";
import type { SaveImageInput } from "../inputs/save-image-input.js";
import { refusing } from "../refused-input.js";
import { Image } from "../types/image.js";

/** Renders and stores. Throws RefusedInput and what the service throws. */
export async function saveImage(input: SaveImageInput, context: Context): Promise<{ image: Image; written: boolean }> {
  const source = readObject(input.source, ["source"], context);
  const target = readTarget(input.target, ["target"], context);
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
    (failure) => blameSourceOrTarget(source, target)(failure) ?? blame(failure) ?? blameRest(failure),
    () => context.service.saveAs({ source, pipeline, target, ...options }, context.call),
  );
  return { image: new Image(saved.object), written: saved.written };
}

/** What is neither a name nor a step: the source's file, a result that is no image, or a watermark that is not the caller's to read. */
function blameRest({ code }: Failure): readonly string[] | undefined {
  switch (code) {
    case "BadRequest":
    case "ImageDamage":
    case "ImageTooLarge":
      return ["source"];
    case "AccessDenied":
    case "InvalidArgument":
      return ["transform"];
    default:
      return undefined;
  }
}
