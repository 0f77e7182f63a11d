import type { IncomingMessage } from "node:http";
import { isBucketHost, namesOtherHost, originForm } from "../http/index.js";

/** Who answers a request: the OSS door, one of the reserved paths, or the redirect of a browser at `/`. */
export type Route = "oss" | "graphql" | "console" | "health" | "welcome";

const reserved: Readonly<Record<string, Route>> = {
  graphql: "graphql",
  console: "console",
  healthz: "health",
  readyz: "health",
  metrics: "health",
};

/**
 * Decided on the raw request target: nothing is decoded before the OSS door has seen it, because signatures are made over
 * it. Paths are reserved only where the Host is not a bucket host: a bucket called by virtual host may hold a key
 * `graphql`. Source: architecture, "Listener".
 */
export function routeOf(
  request: Pick<IncomingMessage, "method" | "url" | "headers">,
  bucketHosts: readonly string[],
): Route {
  if (isBucketHost(request.headers.host, bucketHosts)) return "oss";
  // Which refuses it, whatever the path.
  if (namesOtherHost(request.url ?? "", request.headers.host)) return "oss";
  const target = originForm(request.url ?? "") || "/";
  if (isBrowserAtRoot(target, request)) return "welcome";
  const segment = /^\/([^/?#]*)/.exec(target)?.[1] ?? "";
  return (Object.hasOwn(reserved, segment) && reserved[segment]) || "oss";
}

/** It accepts HTML and carries no signature, so nobody asked for ListBuckets. */
function isBrowserAtRoot(target: string, { method, headers }: Pick<IncomingMessage, "method" | "headers">): boolean {
  const reads = method === "GET" || method === "HEAD";
  return target === "/" && reads && headers.authorization === undefined && /\btext\/html\b/i.test(headers.accept ?? "");
}
