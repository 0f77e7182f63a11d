import { GraphQLError, GraphQLScalarType, Kind, print, type ValueNode } from "graphql";
import { cut } from "../base/quote.js";

/** A count of bytes; may exceed GraphQL's 32-bit Int, never 2^53. */
export const ByteSize = new GraphQLScalarType<number, number>({
  name: "ByteSize",
  description: "A number of bytes: an integer 0..9007199254740991, sent as a JSON number.",
  serialize: byteSize,
  parseValue: byteSize,
  parseLiteral: (node) => literal(node, byteSize, node.kind === Kind.INT ? Number(node.value) : undefined),
});

/** Inside `RRGGBB` in upper case, as the pipeline has it; outside with a leading #. */
export const HexColor = new GraphQLScalarType<string, string>({
  name: "HexColor",
  description: "An opaque colour `#RRGGBB`, six hex digits; the `#` may be left out on input.",
  serialize: (value) => `#${hexColor(value)}`,
  parseValue: hexColor,
  parseLiteral: (node) => literal(node, hexColor, node.kind === Kind.STRING ? node.value : undefined),
});

/** Passed on byte for byte, since a signature covers it. */
export const Url = new GraphQLScalarType<string, string>({
  name: "URL",
  description: "An absolute http(s) URL, to be used exactly as it is: a signature covers it.",
  serialize: String,
  parseValue: url,
  parseLiteral: (node) => literal(node, url, node.kind === Kind.STRING ? node.value : undefined),
});

/** Inside milliseconds since 1970. */
export const DateTime = new GraphQLScalarType<number, string>({
  name: "DateTime",
  description: "A moment in UTC, RFC 3339: `2026-01-31T12:00:00.000Z`.",
  serialize: (value) => new Date(Number(value)).toISOString(),
  parseValue: moment,
  parseLiteral: (node) => literal(node, moment, node.kind === Kind.STRING ? node.value : undefined),
});

/**
 * Reads what is written in the document. A refusal says where it stands and what it is, as of GraphQL's own scalars; of
 * variables graphql-js says so itself.
 */
function literal<T>(node: ValueNode, read: (value: unknown) => T, value: unknown): T {
  try {
    return read(value);
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    const found = "value" in node ? cut(print(node), 200) : "a list or an object";
    throw new GraphQLError(`${error.message}, found ${found}`, { nodes: node });
  }
}

function url(value: unknown): string {
  if (typeof value === "string") return value;
  throw new GraphQLError("URL: expected text");
}

function moment(value: unknown): number {
  const isRfc3339 =
    typeof value === "string" && /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$/.test(value);
  const milliseconds = isRfc3339 ? Date.parse(value) : Number.NaN;
  if (Number.isFinite(milliseconds)) return milliseconds;
  throw new GraphQLError("DateTime: expected a moment as in RFC 3339, 2026-01-31T12:00:00Z");
}

function byteSize(value: unknown): number {
  if (typeof value === "number" && Number.isSafeInteger(value) && value >= 0) return value;
  throw new GraphQLError("ByteSize: expected an integer 0..9007199254740991");
}

function hexColor(value: unknown): string {
  const digits = typeof value === "string" ? /^#?([0-9A-Fa-f]{6})$/.exec(value)?.[1] : undefined;
  if (digits) return digits.toUpperCase();
  throw new GraphQLError("HexColor: expected six hex digits, #RRGGBB");
}
