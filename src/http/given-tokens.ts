import type { IncomingHttpHeaders } from "node:http";
import { assertNever } from "../base/assert-never.js";
import type { GivenTokens } from "./admit-key.js";
import type { SignedCredentials } from "./credentials.js";
import { wireHeader } from "./oss-request.js";
import type { Query } from "./request-target.js";

const names = ["x-oss-security-token", "security-token"] as const;

/** Finds the security tokens of a request; an empty one is none. Source: wire protocol §3.7. */
export function givenTokens(
  scheme: SignedCredentials["scheme"],
  headers: IncomingHttpHeaders,
  query: Query,
): GivenTokens {
  const header = (name: string) => wireHeader(headers, name)?.trim() || undefined;
  const parameter = (name: string) => query.get(name) || undefined;
  const any = names.some((name) => header(name) !== undefined || parameter(name) !== undefined);
  return { inPlace: inPlace(scheme, header, parameter), any };
}

function inPlace(
  scheme: SignedCredentials["scheme"],
  header: (name: string) => string | undefined,
  parameter: (name: string) => string | undefined,
): string | undefined {
  switch (scheme) {
    case "v1-header":
      // One SDK's signer sends the second, which is not part of what is signed.
      return header("x-oss-security-token") ?? header("security-token");
    case "v1-url":
      return parameter("security-token");
    case "v4-header":
      return header("x-oss-security-token");
    case "v4-url":
      return parameter("x-oss-security-token");
    default:
      return assertNever(scheme);
  }
}
