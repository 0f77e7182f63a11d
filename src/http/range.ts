import type { IncomingHttpHeaders } from "node:http";
import { Failure } from "../base/failure.js";
import type { ByteRange } from "../service/ports.js";
import { wireHeader } from "./oss-request.js";

/**
 * The one satisfiable range that a header of the request asks for, clipped to `size` bytes; `undefined` stands for the whole,
 * also where a range is malformed, one of several, or beyond the end. Throws InvalidRange for the last when the client asks
 * for `x-oss-range-behavior: standard`. Source: OSS manual, GetObject; wire protocol §4.2.
 */
export function chooseRange(headers: IncomingHttpHeaders, size: number, header = "range"): ByteRange | undefined {
  const text = wireHeader(headers, header);
  const parts = /^bytes=(?:(\d{1,16})-(\d{1,16})?|-(\d{1,16}))$/.exec(text?.trim() ?? "");
  if (text === undefined || !parts) return undefined;
  const [first, last, suffix] = [parts[1], parts[2], parts[3]].map((part) =>
    part === undefined ? undefined : Number(part),
  );
  if (first !== undefined && last !== undefined && last < first) return undefined;

  const start = first ?? Math.max(0, size - suffix!);
  const end = Math.min(last ?? size - 1, size - 1);
  if (start < size && suffix !== 0) return { start, end };
  if (wireHeader(headers, "x-oss-range-behavior") === "standard")
    throw new Failure("InvalidRange", { size, range: text });
  return undefined;
}
