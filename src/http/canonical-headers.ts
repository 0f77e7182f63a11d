import type { IncomingHttpHeaders } from "node:http";
import { wireHeader } from "./oss-request.js";

/** A line `name:value` for each header that is signed, sorted by name; a wire string. */
export function canonicalHeaders(headers: IncomingHttpHeaders, isSigned: (name: string) => boolean): string {
  const names: string[] = [];
  for (const name in headers) if (isSigned(name)) names.push(name);
  let lines = "";
  for (const name of names.sort()) lines += `${name}:${(wireHeader(headers, name) ?? "").trim()}\n`;
  return lines;
}
