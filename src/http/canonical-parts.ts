import type { IncomingHttpHeaders } from "node:http";
import { wireHeader } from "./oss-request.js";
import type { Query } from "./request-target.js";

/** How a version signs parameters. */
export interface ParameterForm {
  isSigned(name: string): boolean;
  /** A name or a value as it is signed. */
  encode(text: string): string;
  /** What follows a name without a value. */
  afterEmpty(name: string): string;
}

/** A line `name:value` for each header that is signed, sorted by name; a wire string. */
export function canonicalHeaders(headers: IncomingHttpHeaders, isSigned: (name: string) => boolean): string {
  const names: string[] = [];
  for (const name in headers) if (isSigned(name)) names.push(name);
  let lines = "";
  for (const name of names.sort()) lines += `${name}:${(wireHeader(headers, name) ?? "").trim()}\n`;
  return lines;
}

/** The parameters that are signed, sorted by encoded name. */
export function canonicalParameters(query: Query, { isSigned, encode, afterEmpty }: ParameterForm): string {
  const signed: { readonly name: string; readonly text: string }[] = [];
  // As nearly all clients send them; sorting takes longer than the rest of this.
  let isSorted = true;
  let last = "";
  for (const [parameter, value] of query) {
    if (!isSigned(parameter)) continue;
    const name = encode(parameter);
    isSorted &&= last <= name;
    last = name;
    signed.push({ name, text: name + (value === "" ? afterEmpty(parameter) : `=${encode(value)}`) });
  }
  if (!isSorted) signed.sort((a, b) => (a.name < b.name ? -1 : 1));
  let all = "";
  for (const { text } of signed) all += all === "" ? text : `&${text}`;
  return all;
}
