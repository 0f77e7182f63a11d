import type { BucketName } from "../base/bucket-name.js";
import { Failure } from "../base/failure.js";
import { type Answer, emptyAnswer } from "./answer.js";
import { crossOriginHeaders } from "./cross-origin.js";
import type { Exchange } from "./exchange.js";
import { wireHeader } from "./oss-request.js";

/**
 * OptionObject, a browser's question before it lets a page of another origin go on. Unsigned: a signature in the URL is that
 * of the request to come. Throws MissingArgument, AccessForbidden. Source: OSS manual, OptionObject; wire protocol §6.
 */
export async function preflight(
  bucket: BucketName | undefined,
  { service, request: { headers }, call }: Exchange,
): Promise<Answer> {
  const demand = (name: string): string => {
    const value = wireHeader(headers, name);
    if (value === undefined) throw new Failure("MissingArgument", { name, expected: "the header of a preflight" });
    return value;
  };
  const origin = demand("origin");
  const method = demand("access-control-request-method");
  const asked = (wireHeader(headers, "access-control-request-headers") ?? "").split(",").map((name) => name.trim());
  const cors = bucket && (await service.corsOf(bucket, call));
  if (!cors) throw new Failure("AccessForbidden", { reason: "CORS is not enabled for this bucket." });
  const allowed = crossOriginHeaders(cors, { origin, method, headers: asked.filter(Boolean) });
  if (!allowed)
    throw new Failure("AccessForbidden", {
      reason:
        "This CORS request is not allowed. This is usually because the evaluation of Origin, request method / Access-Control-Request-Method or Access-Control-Request-Headers are not whitelisted by the resource CORS spec.",
    });
  return emptyAnswer(200, allowed);
}
