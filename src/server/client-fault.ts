/** The 4xx that Fastify found in the request, a body too large for instance; `undefined` for a bug of ours. */
export function clientFault(error: unknown): number | undefined {
  const status = (error as { statusCode?: unknown }).statusCode;
  return typeof status === "number" && status >= 400 && status < 500 ? status : undefined;
}
