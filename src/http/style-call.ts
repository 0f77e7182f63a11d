import type { Address } from "./address.js";
import { parseQuery, type RequestTarget } from "./request-target.js";
import { wireOfText } from "./wire-text.js";

/**
 * One client (ali-oss, ImageClient) escapes the query of its style calls into the path and signs it as a query, which is the
 * same text: `PUT /bucket/%3Fstyle%26styleName%3Dsmall`. A key of exactly that form is taken for the query. Throws InvalidURI.
 * Source: wire protocol §5.3.
 */
export function readStyleCall<Request extends { readonly target: RequestTarget }>(
  address: Address,
  request: Request,
): { readonly address: Address; readonly request: Request } {
  const raw = /^\?(style(?:&styleName=[^&]*)?)$/.exec(address.key ?? "")?.[1];
  if (address.bucket === undefined || raw === undefined) return { address, request };
  const query = new Map([...request.target.query, ...parseQuery(wireOfText(raw))]);
  return { address: { bucket: address.bucket }, request: { ...request, target: { ...request.target, query } } };
}
