import { quote } from "../quote.js";
import type { FailureEntry } from "./failure-entry.js";

/** Pictures that cannot be read, made or fetched. */
export const pictureFailures = {
  ImageTooLarge: {
    status: 400,
    hint: "Use a smaller source or ask for a smaller result.",
    say: (d: { what: string; limit: string; got: string }) => `${d.what} is ${d.got}, the limit is ${d.limit}`,
  },
  WatermarkError: {
    status: 400,
    hint: "At most three image watermarks, each a JPG, PNG, BMP, WebP or TIFF object.",
    say: (d: { reason: string }) => d.reason,
  },
  ImageDamage: {
    status: 403,
    hint: "The file starts like an image but cannot be decoded; upload it again.",
    say: (d: { reason: string }) => `the image file may be damaged: ${d.reason}`,
  },
  ImportRefused: {
    status: 400,
    hint: "Give an https URL of a public host; IMGRAPH_IMPORT_HOSTS names others.",
    say: (d: { url: string; reason: string }) => `nothing is imported from ${quote(d.url)}: ${d.reason}`,
  },
  ImportFailed: {
    status: 502,
    hint: "Look whether the URL opens in a browser, and ask again.",
    say: (d: { host: string; reason: string }) => `${quote(d.host)}: ${d.reason}`,
  },
} as const satisfies Record<string, FailureEntry>;
