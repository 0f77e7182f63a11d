import type { IncomingMessage } from "node:http";
import { parseBucketName } from "../base/bucket-name.js";
import type { CorsConfiguration } from "../service/ports.js";
import type { Service } from "../service/service.js";
import { type Answer, withVary } from "./answer.js";
import { crossOriginHeaders, variesByOrigin } from "./cross-origin.js";
import { wireHeader } from "./oss-request.js";

/**
 * Any answer about a bucket, with what the bucket says to the page that asks: a refusal too, because without these headers
 * the page would see no more than a network error. `bucket` is not checked. Source: Fetch standard, CORS protocol.
 */
export async function withCrossOrigin(
  service: Service,
  bucket: string | undefined,
  { method = "", headers }: Pick<IncomingMessage, "method" | "headers">,
  answer: Answer,
  signal: AbortSignal,
): Promise<Answer> {
  const origin = wireHeader(headers, "origin");
  // Without an origin there is nothing to say to a page; but caches keep what was read for all.
  const isRead = method === "GET" || method === "HEAD";
  if (bucket === undefined || method === "OPTIONS" || !(isRead || origin !== undefined)) return answer;
  const cors = await rulesOf(service, bucket, signal);
  if (!cors) return answer;
  const varying = variesByOrigin(cors) ? withVary(answer, "Origin") : answer;
  const allowed = origin !== undefined && crossOriginHeaders(cors, { origin, method });
  return allowed ? { ...varying, headers: { ...varying.headers, ...allowed } } : varying;
}

/** None where there is no such bucket, or when its record cannot be read: the answer goes out in any case. */
async function rulesOf(service: Service, bucket: string, signal: AbortSignal): Promise<CorsConfiguration | undefined> {
  try {
    return await service.corsOf(parseBucketName(bucket), { caller: { kind: "anonymous" }, signal });
  } catch {
    return undefined;
  }
}
