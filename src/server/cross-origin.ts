/** Answer headers that let pages of allowed origins call `/graphql`; none for others. Source: Fetch standard, CORS protocol. */
export function crossOriginHeaders(
  origin: string | undefined,
  allowed: readonly string[],
): Readonly<Record<string, string>> {
  if (allowed.length === 0) return {};
  // Caches must not hand one origin's answer to another, also when this origin is refused.
  if (origin === undefined || !allowed.includes(origin)) return { Vary: "Origin" };
  return {
    Vary: "Origin",
    "Access-Control-Allow-Origin": origin,
    "Access-Control-Expose-Headers": "x-oss-request-id, Retry-After",
  };
}

/** Further headers of the answer to a preflight. */
export const preflightHeaders: Readonly<Record<string, string>> = {
  "Access-Control-Allow-Methods": "GET, POST",
  "Access-Control-Allow-Headers": "content-type, authorization, apollo-require-preflight",
  "Access-Control-Max-Age": "86400",
};
