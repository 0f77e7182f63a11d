import { type Format, formats, type Header, type Orientation } from "../../pipeline/index.js";
import { headFacts } from "./head-facts.js";

/** Characters of EXIF that are kept with an object. */
const maxKeptExif = 4096;

const ownFields: ReadonlySet<string> = new Set(["FileSize", "Format", "FrameCount", "ImageHeight", "ImageWidth"]);

/**
 * A header out of what `image/info` answered, and, for what that does not tell (transparency, the quality of a JPG), out of
 * the first bytes of the file. `undefined` when the document lacks what every image has. Pure. Source: specification §17.
 */
export function infoHeader(
  document: object,
  { head, byteSize }: { readonly head: Uint8Array; readonly byteSize: number },
): Header | undefined {
  const values = infoValues(document);
  const format = formatOf(values.get("Format"));
  const width = wholeNumber(values.get("ImageWidth"));
  const height = wholeNumber(values.get("ImageHeight"));
  if (!format || !width || !height) return undefined;
  const exif = Object.fromEntries([...values].filter(([name]) => !ownFields.has(name)));
  return {
    format,
    width,
    height,
    orientation: orientationOf(values.get("Orientation")),
    frames: wholeNumber(values.get("FrameCount")) || 1,
    byteSize,
    ...headFacts(format, head),
    ...(JSON.stringify(exif).length <= maxKeptExif && { exif }),
  };
}

/** `{"ImageWidth":{"value":"400"}}` as names and values. */
function infoValues(document: object): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(document).flatMap(([name, field]: [string, { readonly value?: unknown } | null]) =>
      typeof field?.value === "string" || typeof field?.value === "number" ? [[name, String(field.value)]] : [],
    ),
  );
}

function formatOf(text = ""): Format | undefined {
  const name = text.toLowerCase();
  return name === "jpeg" ? "jpg" : formats.find((format) => format === name);
}

function wholeNumber(text = ""): number {
  return /^[0-9]{1,9}$/.test(text) ? Number(text) : 0;
}

/** Writers leave other numbers in the tag than the eight that mean something. */
function orientationOf(text: string | undefined): Orientation {
  const tag = wholeNumber(text);
  return tag >= 1 && tag <= 8 ? (tag as Orientation) : 1;
}
