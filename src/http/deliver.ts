import type { Answer, Content } from "./answer.js";
import { checkConditions, isRangeOfThis, type Version } from "./conditions.js";
import type { Exchange } from "./exchange.js";
import { chooseRange } from "./range.js";
import { responseOverrides } from "./response-overrides.js";
import { withSafeHeaders } from "./safe-headers.js";

/**
 * Answers a GET or HEAD of bytes: conditions first, then `produce`, so that a 304 or 412 costs nothing, then the range.
 * `produce` gives the bytes and headers only they know. Throws PreconditionFailed, InvalidRange, InvalidRequest,
 * InvalidArgument.
 */
export async function deliver(
  exchange: Exchange,
  version: Version,
  headers: Readonly<Record<string, string>>,
  produce: () => Promise<{ readonly content: Content; readonly headers?: Readonly<Record<string, string>> }>,
): Promise<Answer> {
  const { request, call } = exchange;
  const overrides = responseOverrides(request.target.query, call.caller);
  if (checkConditions(request.headers, version) === "not-modified") return notModified(headers);

  const { content, headers: known } = await produce();
  try {
    return answerWith(exchange, version, { ...headers, ...known, ...overrides }, content);
  } catch (error) {
    await content.release?.();
    throw error;
  }
}

/** 304: what a cache needs to go on using what it has. */
function notModified(headers: Readonly<Record<string, string>>): Answer {
  const kept = Object.entries(headers).filter(([name]) =>
    ["ETag", "Last-Modified", "Cache-Control", "Expires"].includes(name),
  );
  return { status: 304, headers: Object.fromEntries(kept), body: { kind: "empty" } };
}

function answerWith(
  { request, isOwnHost }: Exchange,
  version: Version,
  headers: Readonly<Record<string, string>>,
  { byteSize, open, release, isOwnText }: Content,
): Answer {
  const ranged = request.method === "GET" && isRangeOfThis(request.headers, version);
  const range = ranged ? chooseRange(request.headers, byteSize) : undefined;
  return {
    status: range ? 206 : 200,
    headers: {
      ...withSafeHeaders(headers, { isOwnHost, isOwnText }),
      ...(range && { "Content-Range": `bytes ${range.start}-${range.end}/${byteSize}` }),
    },
    body: {
      kind: "bytes",
      byteSize: range ? range.end - range.start + 1 : byteSize,
      open: () => open(range),
      ...(release && { release }),
    },
  };
}
