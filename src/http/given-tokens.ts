import type { IncomingHttpHeaders } from "node:http";
import { assertNever } from "../base/assert-never.js";
import type { GivenTokens } from "./admit-key.js";
import type { SignedCredentials } from "./credentials.js";
import { wireHeader } from "./oss-request.js";
import type { Query } from "./request-target.js";

/** Finds the security tokens of a request; an empty one is none. Source: wire protocol §3.7. */
export function givenTokens(
  scheme: SignedCredentials["scheme"],
  headers: IncomingHttpHeaders,
  query: Query,
): GivenTokens {
  const header = wireHeader(headers, "x-oss-security-token")?.trim() || undefined;
  // One SDK's signer of version 1 sends this one, which is not part of what is signed.
  const otherHeader = wireHeader(headers, "security-token")?.trim() || undefined;
  const parameter = query.get("x-oss-security-token") || undefined;
  const parameterV1 = query.get("security-token") || undefined;
  const any = (header ?? otherHeader ?? parameter ?? parameterV1) !== undefined;
  switch (scheme) {
    case "v1-header":
      return { inPlace: header ?? otherHeader, any };
    case "v1-url":
      return { inPlace: parameterV1, any };
    case "v4-header":
      return { inPlace: header, any };
    case "v4-url":
      return { inPlace: parameter, any };
    default:
      return assertNever(scheme);
  }
}
