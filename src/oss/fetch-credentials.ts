import type { OssCredentials } from "./credentials.js";

/** More is no answer of this kind. */
const maxBytes = 64 * 1024;

/**
 * Temporary credentials from a URL that answers them as JSON, as the metadata service of a machine with a role does, and a
 * credentials URI. Throws when it answers anything else. Source: OSS manual, RAM role of an instance; credentials URI.
 */
export const fetchCredentials =
  (url: string) =>
  async (signal: AbortSignal): Promise<OssCredentials> => {
    const response = await fetch(url, { signal, redirect: "error", headers: { accept: "application/json" } });
    if (!response.ok) throw new Error(`status ${response.status}`);
    const text = await response.text();
    if (text.length > maxBytes) throw new Error(`more than ${maxBytes} bytes`);
    return readCredentials(text);
  };

function readCredentials(text: string): OssCredentials {
  const { Code, AccessKeyId, AccessKeySecret, SecurityToken, Expiration } = JSON.parse(text) as Record<string, unknown>;
  const expiresAt = typeof Expiration === "string" ? Date.parse(Expiration) : Number.NaN;
  // Never shown: what is not understood may hold a secret.
  if ((Code !== undefined && Code !== "Success") || !isText(AccessKeyId) || !isText(AccessKeySecret))
    throw new Error("expected Code Success with AccessKeyId and AccessKeySecret");
  if (!isText(SecurityToken) || Number.isNaN(expiresAt)) throw new Error("expected SecurityToken and Expiration");
  return { accessKeyId: AccessKeyId, accessKeySecret: AccessKeySecret, securityToken: SecurityToken, expiresAt };
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value.length > 0;
}
