import { GraphQLError } from "graphql";
import type { Failure } from "../base/failure.js";
import { failureError } from "./error-dress.js";

/** An error that answers the whole request, under the failure's own status and with the headers that go with it. */
export function refusedRequest(failure: Failure, requestId: string): GraphQLError {
  const { message, extensions } = failureError(failure);
  const headers = new Map<string, string>();
  if (failure.status === 401) headers.set("www-authenticate", "Bearer");
  if ("retryAfterSeconds" in failure.details) headers.set("retry-after", String(failure.details.retryAfterSeconds));
  // No original error: what stands here is what is sent.
  return new GraphQLError(message, {
    extensions: { ...extensions, requestId, http: { status: failure.status, headers } },
  });
}
