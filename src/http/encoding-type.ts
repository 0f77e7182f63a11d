import { Failure } from "../base/failure.js";
import { percentEncode } from "./request-target.js";
import type { XmlNode } from "./xml.js";

/** How an answer shows keys, and everything that is made of keys. */
export interface KeyEncoding {
  show(text: string): string;
  /** What the answer says about it: nothing, or `EncodingType`. */
  readonly nodes: readonly XmlNode[];
}

/**
 * Keys as they are, or percent-encoded where a client asks for `encoding-type=url`: XML cannot hold every key. Clients decode
 * by the rules of forms or of paths; `%20` and `%2B` read the same in both. Throws InvalidArgument. Source: wire protocol §4.7.
 */
export function keyEncoding(asked: string | undefined): KeyEncoding {
  if (asked === undefined || asked === "") return { show: (text) => text, nodes: [] };
  if (asked.toLowerCase() !== "url")
    throw new Failure("InvalidArgument", { name: "encoding-type", got: asked, expected: "url" });
  return { show: (text) => percentEncode(text, "/"), nodes: [["EncodingType", "url"]] };
}
