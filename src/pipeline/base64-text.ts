import { Failure } from "../base/failure.js";

/**
 * URL-safe base64 of UTF-8 text, padding optional; the standard alphabet is accepted too. Throws BadRequest when, without
 * its padding, a foreign character remains, the length mod 4 is 1, or the bytes are not UTF-8. Source: specification §16.5.
 */
export function decodeBase64Text(encoded: string, item: string, ec?: string): string {
  const bare = encoded.replaceAll("=", "").replaceAll("-", "+").replaceAll("_", "/");
  if (/^[A-Za-z0-9+/]*$/.test(bare) && bare.length % 4 !== 1) {
    const bytes = Uint8Array.from(atob(bare), (c) => c.charCodeAt(0));
    try {
      return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    } catch {
      // Not UTF-8: falls to the failure below.
    }
  }
  throw new Failure(
    "BadRequest",
    { reason: `${item}: expected URL-safe base64 of UTF-8 text (Input is not base64 decoding.)` },
    { ...(ec !== undefined && { ec: `0040-00000${ec}` }), where: { item } },
  );
}

/** URL-safe base64 without padding. */
export function encodeBase64Text(text: string): string {
  const binary = Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join("");
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
