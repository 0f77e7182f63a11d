import type { Query } from "./request-target.js";

/** How a version signs parameters. */
export interface ParameterForm {
  isSigned(name: string): boolean;
  /** A name or a value as it is signed. */
  encode(text: string): string;
  /** What follows a name without a value. */
  afterEmpty(name: string): string;
}

/** The parameters that are signed, sorted by encoded name. */
export function canonicalParameters(query: Query, { isSigned, encode, afterEmpty }: ParameterForm): string {
  const signed: { readonly name: string; readonly text: string }[] = [];
  // Nearly all clients send them sorted, and sorting takes longer than the rest.
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
