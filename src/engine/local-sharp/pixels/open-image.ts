import type sharp from "sharp";
import type { Sharp } from "sharp";
import { Failure } from "../../../base/failure.js";
import type { Format } from "../../../pipeline/format.js";
import { limits } from "../../../pipeline/limits.js";
import { decodeBmp } from "../../formats/bmp.js";
import { decodeHeic, heicDamage } from "../../formats/heic.js";
import { plainTiff } from "../../formats/plain-tiff.js";
import type { Raw } from "../../formats/raw.js";
import { sniffFormat } from "../../formats/sniff.js";
import { unreadTiff } from "../../formats/unread-tiff.js";
import { isGifWhole } from "./gif-blocks.js";

/** Pixels that a decoder may be asked for, all frames counted. Source: specification §5. */
export const maxPixels = limits.sourcePixels;

/** The format of the bytes, by their content. Throws BadRequest for everything that is not a supported image. */
export function formatOf(bytes: Uint8Array): Format {
  const format = sniffFormat(bytes.subarray(0, 4096));
  if (format !== undefined && format !== "svg") return format;
  throw unsupported(format === "svg" ? "SVG is refused: it is a program rather than a picture." : undefined);
}

/**
 * The image's pixels, upright or not as they are stored: the first frame, or with `animated` all of them one below the
 * other. But for BMP and HEIC nothing is decoded yet. Throws what `formatOf` throws; BadRequest for a TIFF of a kind that is not
 * shown rightly; ImageDamage for a GIF that ends too early, and for a damaged BMP or HEIC; NotImplemented for HEIC without its decoder.
 */
export async function openImage(
  create: typeof sharp,
  bytes: Buffer,
  options: { readonly animated: boolean },
): Promise<Sharp> {
  const format = formatOf(bytes);
  if (format === "heic") return openHeic(create, bytes);
  if (format === "bmp") return openRaw(create, decodeBmp(bytes));
  // The decoder fills what is missing of a GIF without a word.
  if (format === "gif" && !isGifWhole(bytes)) throw damaged("the GIF ends within a frame");
  if (format === "tiff") refuseUnreadTiff(bytes);
  return create(bytes, {
    pages: options.animated ? -1 : 1,
    failOn: "error",
    limitInputPixels: maxPixels,
    autoOrient: false,
  });
}

/** The library reads everything of a HEIC but its pixels, also the profile that they are in. */
async function openHeic(create: typeof sharp, bytes: Buffer): Promise<Sharp> {
  const found = await create(bytes, { limitInputPixels: maxPixels })
    .metadata()
    .catch((error) => {
      throw readFailure(error, "heic");
    });
  const raw = await decodeHeic(bytes, { width: found.width, height: found.height, alpha: found.hasAlpha });
  return found.icc
    ? create(plainTiff(raw, found.icc), { failOn: "error", limitInputPixels: maxPixels })
    : openRaw(create, raw);
}

/** Decoded pixels as the start of another pass. */
export function openRaw(create: typeof sharp, { width, height, channels, data }: Raw): Sharp {
  return create(data, { raw: { width, height, channels }, limitInputPixels: maxPixels });
}

/** Throws BadRequest for a TIFF whose pixels cannot be shown. */
export function refuseUnreadTiff(bytes: Uint8Array, cause?: unknown): void {
  const kind = unreadTiff(bytes);
  if (kind !== undefined) throw unsupported(`It is a TIFF of ${kind}.`, cause);
}

/** The failure behind an error that was met while reading an encoded image, whose format chooses the sub-code. */
export function readFailure(error: unknown, format?: Format): unknown {
  if (!(error instanceof Error) || error instanceof Failure) return error;
  if (/exceeds pixel limit/.test(error.message))
    return new Failure(
      "ImageTooLarge",
      { what: "the source", got: "more pixels than that", limit: `${maxPixels} px in all` },
      { ec: "0040-00000012", cause: error },
    );
  // Twelve bits a channel, arithmetic coding, lossless: whole files, of a kind that no decoder here reads.
  const kind = /Unsupported (JPEG .+)/.exec(firstLine(error.message))?.[1];
  if (kind !== undefined) return unsupported(`It has an unsupported ${kind}.`, error);
  // Reading and writing can share a pass; what a writer says is no word about the source.
  if (/save|bad extract area/i.test(error.message)) return error;
  if (format === "heic") return heicDamage(firstLine(error.message), error);
  // Where the format is not at hand, the decoder of AVIF names itself somewhere below its trouble with the file.
  const ec = format === "avif" || /\bheif: /.test(error.message) ? "0040-00000021" : undefined;
  return damaged(firstLine(error.message), { cause: error, ...(ec !== undefined && { ec }) });
}

function unsupported(detail: string | undefined, cause?: unknown): Failure<"BadRequest"> {
  const reason = ["This image format is not supported.", ...(detail === undefined ? [] : [detail])].join(" ");
  return new Failure("BadRequest", { reason }, { ec: "0040-00000005", ...(cause !== undefined && { cause }) });
}

function damaged(reason: string, options?: { readonly cause: unknown; readonly ec?: string }): Failure<"ImageDamage"> {
  return new Failure("ImageDamage", { reason }, options);
}

function firstLine(text: string): string {
  return text.split("\n", 1)[0]!.slice(0, 200);
}
