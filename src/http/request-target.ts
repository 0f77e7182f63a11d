import { Failure } from "../base/failure.js";
import { madeOf } from "./made-of.js";

/** Query parameters with decoded names and values; of a repeated one the first counts; `acl` and `acl=` are both empty. */
export type Query = ReadonlyMap<string, string>;

/** What stands between method and protocol in the request line. */
export interface RequestTarget {
  /** As it came. */
  readonly raw: string;
  /** Starts with `/`; not decoded, because bucket and key are told apart before that. */
  readonly rawPath: string;
  readonly query: Query;
}

/** The target without scheme and authority, which clients of a proxy write before the path. Source: RFC 9112 §3.2.2. */
export function originForm(raw: string): string {
  return raw.replace(/^https?:\/\/[^/?]*/i, "");
}

/** Reads the request target as it came over the wire, also in absolute form. Throws InvalidURI. */
export function parseRequestTarget(raw: string): RequestTarget {
  const origin = originForm(raw);
  const mark = origin.indexOf("?");
  const path = mark < 0 ? origin : origin.slice(0, mark);
  if (path !== "" && path !== "*" && !path.startsWith("/")) throw new Failure("InvalidURI", { got: raw });
  return {
    raw,
    rawPath: path.startsWith("/") ? path : "/",
    query: parseQuery(mark < 0 ? "" : origin.slice(mark + 1)),
  };
}

/** Form rules: `+` is a space. Throws InvalidURI. */
export function parseQuery(raw: string): Query {
  const query = new Map<string, string>();
  for (const pair of raw.split("&")) {
    if (pair === "") continue;
    const equals = pair.indexOf("=");
    const name = decodeForm(equals < 0 ? pair : pair.slice(0, equals));
    if (!query.has(name)) query.set(name, equals < 0 ? "" : decodeForm(pair.slice(equals + 1)));
  }
  return query;
}

/** Percent-decoding of a wire string, once, as UTF-8; `+` stays. Throws InvalidURI for a broken escape or bytes that are not UTF-8. */
export function percentDecode(raw: string): string {
  if (!/[^ -$&-~]/.test(raw)) return raw;
  try {
    return decodeURIComponent(raw.replace(/[\x80-\xff]/g, escaped));
  } catch {
    throw new Failure("InvalidURI", { got: raw });
  }
}

/** Percent-decoding with `+` as space. Throws InvalidURI. */
export function decodeForm(raw: string): string {
  return percentDecode(raw.replaceAll("+", " "));
}

const unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~";
const isUnreserved = madeOf(unreserved);
const isUnreservedPath = madeOf(`${unreserved}/`);

/** Encodes every byte but `A-Z a-z 0-9 - _ . ~` and the ASCII characters of `keep`. */
export function percentEncode(text: string, keep = ""): string {
  // Most names, values and paths need none.
  if ((keep === "/" ? isUnreservedPath : isUnreserved)(text)) return text;
  let encoded = encodeURIComponent(text.toWellFormed()).replace(/[!'()*]/g, escaped);
  for (const char of keep) encoded = encoded.replaceAll(escaped(char), char);
  return encoded;
}

function escaped(char: string): string {
  return `%${char.charCodeAt(0).toString(16).toUpperCase()}`;
}
