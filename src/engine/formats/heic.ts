import { createRequire } from "node:module";
import { Failure } from "../../base/failure.js";
import type { Size } from "../../pipeline/header.js";
import type { Raw } from "./raw.js";

/** The optional package that decodes HEIC: libheif and libde265 as WebAssembly, LGPL-3.0. */
export const heicPackage = "libheif-js";

/** True when the optional package is installed; it is not loaded. */
export function canDecodeHeic(): boolean {
  try {
    require.resolve(decoderModule);
    return true;
  } catch {
    return false;
  }
}

/** The failure of asking for pixels of a HEIC without the package. */
export function withoutHeic(): Failure<"NotImplemented"> {
  return new Failure("NotImplemented", {
    what: `reading the pixels of HEIC without the optional package ${heicPackage}`,
  });
}

/**
 * Decodes the primary picture of a HEIC, set upright by the container's own properties; its colours are those of the file's
 * profile. Blocks until it is done: 35 ms a megapixel, 16 bytes a pixel. Each call gets a decoder of its own, so that what a
 * hostile file does to the decoder's memory ends with the file. Throws ImageDamage, also when the picture is not of the
 * `expected` size, before it is decoded; NotImplemented without the package.
 */
export async function decodeHeic(bytes: Uint8Array, expected: Size & { readonly alpha: boolean }): Promise<Raw> {
  const { width, height, alpha } = expected;
  const heif = loadDecoder();
  try {
    const images = new heif.HeifDecoder().decode(bytes);
    const primary = images.find((image) => image.is_primary()) ?? images[0];
    if (!primary) throw heicDamage("no picture is found in it");
    if (primary.get_width() !== width || primary.get_height() !== height)
      throw heicDamage("its headers disagree on the size");
    // The package's own `display` loses what is thrown while it decodes.
    const { heif_colorspace_RGB: rgb } = heif.heif_colorspace;
    const { heif_chroma_interleaved_RGB: opaque, heif_chroma_interleaved_RGBA: translucent } = heif.heif_chroma;
    const picture = await heif.heif_js_decode_image2(primary.handle, rgb, alpha ? translucent : opaque);
    const plane = picture?.channels?.find(({ id }) => id === heif.heif_channel.heif_channel_interleaved);
    if (plane?.width !== width || plane.height !== height) throw heicDamage("its pixels cannot be decoded");
    const channels = alpha ? 4 : 3;
    return { width, height, channels, data: withoutPadding(plane, width * channels) };
  } catch (error) {
    throw error instanceof Failure ? error : heicDamage("its decoder stumbled over it", error);
  }
}

/** The failure of a HEIC that cannot be decoded. Source: specification §23.1. */
export function heicDamage(reason: string, cause?: unknown): Failure<"ImageDamage"> {
  const details = { reason: `HEIC: ${reason}` };
  return new Failure("ImageDamage", details, { ec: "0040-00000020", ...(cause !== undefined && { cause }) });
}

/** What is used of the package, which brings no types for it. */
interface HeicDecoder {
  readonly HeifDecoder: new () => { decode(bytes: Uint8Array): readonly HeicImage[] };
  /** Answers an object without channels when it cannot. */
  heif_js_decode_image2(
    handle: unknown,
    colorspace: unknown,
    chroma: unknown,
  ): Promise<{ readonly channels?: readonly Plane[] } | undefined>;
  readonly heif_colorspace: Readonly<Record<"heif_colorspace_RGB", unknown>>;
  readonly heif_chroma: Readonly<Record<"heif_chroma_interleaved_RGB" | "heif_chroma_interleaved_RGBA", unknown>>;
  readonly heif_channel: Readonly<Record<"heif_channel_interleaved", unknown>>;
}

interface HeicImage {
  readonly handle: unknown;
  is_primary(): boolean;
  get_width(): number;
  get_height(): number;
}

interface Plane {
  readonly id: unknown;
  readonly width: number;
  readonly height: number;
  /** Bytes from one row to the next. */
  readonly stride: number;
  readonly data: Uint8Array;
}

const require = createRequire(import.meta.url);
/** Exports a function that makes a decoder with memory of its own; the WebAssembly is within. */
const decoderModule = `${heicPackage}/libheif-wasm/libheif-bundle.js`;

function loadDecoder(): HeicDecoder {
  if (!canDecodeHeic()) throw withoutHeic();
  return (require(decoderModule) as () => HeicDecoder)();
}

function withoutPadding({ data, stride, height }: Plane, rowBytes: number): Buffer {
  const rows = Buffer.allocUnsafe(rowBytes * height);
  for (let y = 0; y < height; y++) rows.set(data.subarray(y * stride, y * stride + rowBytes), y * rowBytes);
  return rows;
}
