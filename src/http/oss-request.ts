import type { IncomingHttpHeaders } from "node:http";
import type { Readable } from "node:stream";
import { Failure } from "../base/failure.js";
import type { RequestTarget } from "./request-target.js";
import { textOfWire } from "./wire-text.js";

/** One request as the wire brought it. */
export interface OssRequest {
  /** 24 upper-case hex digits. */
  readonly id: string;
  readonly method: string;
  readonly target: RequestTarget;
  /** Names in lower case; values are wire strings, one character a byte. */
  readonly headers: IncomingHttpHeaders;
  /** Destroying it leaves the connection open, so that a refusal still reaches the client. */
  readonly body: Readable;
}

/** A header's value as a wire string; several of one name are joined. */
export function wireHeader(headers: IncomingHttpHeaders, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value.join(", ") : value;
}

/** A header's value as text that can be sent back. Throws InvalidArgument when it is not UTF-8, or holds control characters. */
export function textHeader(headers: IncomingHttpHeaders, name: string): string | undefined {
  const wire = wireHeader(headers, name);
  if (wire === undefined) return undefined;
  const text = textOfWire(wire);
  if (text === undefined) throw new Failure("InvalidArgument", { name, got: wire, expected: "UTF-8" });
  // A lenient parser lets them in, and no header can bring them back.
  if (hasControlCharacter(text))
    throw new Failure("InvalidArgument", { name, got: text, expected: "no control characters" });
  return text;
}

/** True for text that no header can hold. Source: RFC 9110 §5.5. */
export function hasControlCharacter(text: string): boolean {
  return /[^\t\u0020-\u007e\u0080-\u{10ffff}]/u.test(text);
}
