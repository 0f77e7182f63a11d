import type { ObjectHeaders } from "../../service/ports.js";
import { blameObject } from "../blame-object.js";
import type { Context } from "../context.js";
import type { SetImageAclInput, SetImageMetadataInput } from "../inputs/change-image-inputs.js";
import { readHeaderValue, readMetadata } from "../inputs/read-headers.js";
import { readObject } from "../inputs/read-object.js";
import { refusing } from "../refused-input.js";
import { Image } from "../types/image.js";
import { demandImage } from "./demand-image.js";

/** Replaces an image's ACL. Throws RefusedInput and what the service throws. */
export async function setImageAcl(input: SetImageAclInput, context: Context): Promise<{ image: Image }> {
  const at = readObject(input.image, ["image"], context);
  return refusing(blameObject(["image"]), async () => {
    const object = await demandImage(at, context);
    await context.service.setObjectAcl(at, input.acl, context.call);
    return { image: new Image({ ...object, acl: input.acl }) };
  });
}

/** Replaces what is delivered with an image. Throws RefusedInput and what the service throws. */
export async function setImageMetadata(input: SetImageMetadataInput, context: Context): Promise<{ image: Image }> {
  const at = readObject(input.image, ["image"], context);
  const metadata = input.metadata && refusing(["metadata"], () => readMetadata(input.metadata ?? []));
  const cacheControl = readHeader("cacheControl", input.cacheControl);
  const contentDisposition = readHeader("contentDisposition", input.contentDisposition);
  return refusing(blameObject(["image"]), async () => {
    const object = await demandImage(at, context);
    const headers: ObjectHeaders = {
      ...headersOf(object),
      ...(input.metadata !== undefined && { metadata: metadata ?? {} }),
      ...(cacheControl !== undefined && { cacheControl }),
      ...(contentDisposition !== undefined && { contentDisposition }),
    };
    const changed = await context.service.setObjectHeaders(object, withoutEmpty(headers), context.call);
    return { image: new Image(changed) };
  });
}

/** `undefined` where it is left out, empty where it is to go. */
function readHeader(name: string, value: string | null | undefined): string | undefined {
  return value == null ? (value === null ? "" : undefined) : refusing([name], () => readHeaderValue(name, value));
}

function headersOf(object: ObjectHeaders): ObjectHeaders {
  const { contentType, cacheControl, contentDisposition, contentEncoding, contentLanguage, expires, metadata } = object;
  return {
    contentType,
    metadata,
    ...(cacheControl !== undefined && { cacheControl }),
    ...(contentDisposition !== undefined && { contentDisposition }),
    ...(contentEncoding !== undefined && { contentEncoding }),
    ...(contentLanguage !== undefined && { contentLanguage }),
    ...(expires !== undefined && { expires }),
  };
}

function withoutEmpty({ cacheControl, contentDisposition, ...rest }: ObjectHeaders): ObjectHeaders {
  return { ...rest, ...(cacheControl && { cacheControl }), ...(contentDisposition && { contentDisposition }) };
}
