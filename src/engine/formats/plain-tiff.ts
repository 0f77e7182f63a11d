import type { Raw } from "./raw.js";
import { numbersField, type TiffField, tiffDirectory, tiffHead, tiffTypes } from "./tiff-directory.js";

/**
 * The pixels as an uncompressed TIFF with a colour profile: the way to hand a decoder's pixels and their profile to a library
 * that takes no profile beside raw pixels. Source: TIFF 6.0; ICC.1, embedding in TIFF.
 */
export function plainTiff({ width, height, channels, data }: Raw, profile: Uint8Array): Buffer {
  const rowBytes = width * channels;
  const strips = Math.ceil(height / stripRows);
  const bytesOf = (strip: number) => rowBytes * Math.min(stripRows, height - strip * stripRows);
  const fieldsFor = (pixelsAt: number): TiffField[] => [
    numbersField(256, "long", [width]),
    numbersField(257, "long", [height]),
    numbersField(258, "short", Array(channels).fill(8)),
    // Uncompressed; red, green, blue.
    numbersField(259, "short", [1]),
    numbersField(262, "short", [2]),
    numbersField(
      273,
      "long",
      Array.from({ length: strips }, (_, n) => pixelsAt + n * stripRows * rowBytes),
    ),
    numbersField(277, "short", [channels]),
    numbersField(278, "long", [stripRows]),
    numbersField(
      279,
      "long",
      Array.from({ length: strips }, (_, n) => bytesOf(n)),
    ),
    numbersField(284, "short", [1]),
    // Straight alpha.
    ...(channels === 4 ? [numbersField(338, "short", [2])] : []),
    { tag: 34675, type: tiffTypes.undefined, count: profile.length, value: profile },
  ];
  // The strips' places depend on the directory's length, which depends on their number alone.
  const directoryAt = tiffHead(0).length;
  const pixelsAt = directoryAt + tiffDirectory(fieldsFor(0), directoryAt).length;
  return Buffer.concat([tiffHead(directoryAt), tiffDirectory(fieldsFor(pixelsAt), directoryAt), data]);
}

/** A reader holds one strip at a time. */
const stripRows = 64;
