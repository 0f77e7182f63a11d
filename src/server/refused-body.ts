import { type IncomingHttpHeaders, STATUS_CODES } from "node:http";
import { clientFault } from "./client-fault.js";

/** An error of a GraphQL answer that Fastify, not GraphQL, gave. */
export interface RefusedBody {
  readonly status: number;
  readonly body: {
    readonly errors: readonly [{ readonly message: string; readonly extensions: { readonly code: "BAD_REQUEST" } }];
  };
}

const whatToSend = 'send a JSON object, such as {"query": "{ __typename }"}, as Content-Type: application/json';

/** Fastify's own codes for bodies that it does not read. */
const reasons: Readonly<Record<string, string>> = {
  FST_ERR_CTP_INVALID_JSON_BODY: "the body is not valid JSON",
  FST_ERR_CTP_EMPTY_JSON_BODY: "the body is empty",
  FST_ERR_CTP_INVALID_MEDIA_TYPE: "the body is of a media type that is not read here",
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: "the body is not as long as its Content-Length says",
};

/**
 * The GraphQL answer to a request whose body is in a coding or charset that is not read here, told by its headers;
 * `undefined` where it can be read. Source: RFC 9110 §15.5.16, RFC 8259 §8.1.
 */
export function refusedCoding(headers: IncomingHttpHeaders): RefusedBody | undefined {
  const coding = headers["content-encoding"] ?? "identity";
  const [, charset = "utf-8"] = /;\s*charset\s*=\s*"?([^\s";]+)/i.exec(headers["content-type"] ?? "") ?? [];
  if (coding.toLowerCase() === "identity" && /^utf-?8$/i.test(charset)) return undefined;
  return {
    status: 415,
    body: {
      errors: [
        {
          message: "the body is compressed, or in another charset than UTF-8, which is not read here",
          extensions: { code: "BAD_REQUEST" },
        },
      ],
    },
  };
}

/**
 * The GraphQL answer to a request whose body was refused before GraphQL saw it; `undefined` for anything else than a fault of
 * the client. Source: GraphQL over HTTP, "Response".
 */
export function refusedBody(error: unknown, maxBytes: number): RefusedBody | undefined {
  const status = clientFault(error);
  if (status === undefined) return undefined;
  const { code } = error as { code?: unknown };
  const message =
    code === "FST_ERR_CTP_BODY_TOO_LARGE"
      ? `the body is larger than ${maxBytes} bytes`
      : `${reasons[String(code)] ?? STATUS_CODES[status] ?? "refused"}: ${whatToSend}`;
  return { status, body: { errors: [{ message, extensions: { code: "BAD_REQUEST" } }] } };
}
