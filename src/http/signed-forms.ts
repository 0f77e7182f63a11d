import { assertNever } from "../base/assert-never.js";
import type { Address } from "./address.js";
import type { SignedCredentials } from "./credentials.js";
import type { OssRequest } from "./oss-request.js";
import { hasEmptySubResource, stringToSignV1 } from "./signature-v1.js";
import { canonicalRequestOf, canonicalRestV4, hasEmptyParameter, stringToSignV4 } from "./signature-v4.js";
import type { EmptyAs } from "./sub-resource.js";

/** What a signature is made over, as wire strings. */
export interface Signable {
  readonly stringToSign: string;
  /** Its digest is what version 4 signs. */
  readonly canonicalRequest?: string;
}

/** One way of writing what is signed of a request, if that address is meant. */
export type SignedForm = (address: Address) => Signable;

/**
 * The ways in which clients write what they sign, which differ in what follows the name of an empty parameter; the usual one
 * first. What is the same for all addresses is made once: it may be long, and they many. Source: wire protocol §3.2 to §3.6.
 */
export function signedForms(
  credentials: SignedCredentials,
  { method, headers, target: { query } }: OssRequest,
): readonly [SignedForm, ...SignedForm[]] {
  switch (credentials.scheme) {
    case "v1-header":
    case "v1-url": {
      const date = credentials.scheme === "v1-url" ? credentials.expires : credentials.date;
      const form =
        (emptyAs: EmptyAs): SignedForm =>
        (address) => ({ stringToSign: stringToSignV1({ method, headers, date, address, query }, emptyAs) });
      return hasEmptySubResource(query) ? [form(""), form("=")] : [form("")];
    }
    case "v4-header":
    case "v4-url": {
      const { additionalHeaders, scope, timestamp } = credentials;
      const form = (emptyAs: EmptyAs): SignedForm => {
        const rest = canonicalRestV4({ headers, query, additionalHeaders }, emptyAs);
        return (address) => {
          const canonicalRequest = canonicalRequestOf({ method, address }, rest);
          return { stringToSign: stringToSignV4(timestamp, scope, canonicalRequest), canonicalRequest };
        };
      };
      return hasEmptyParameter(query) ? [form(""), form("=")] : [form("")];
    }
    default:
      return assertNever(credentials);
  }
}
