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
    if (!response.ok) {
      await response.body?.cancel();
      throw new Error(`status ${response.status}`);
    }
    return readCredentials(await textOf(response));
  };

async function textOf({ body }: Response): Promise<string> {
  const pieces: Uint8Array[] = [];
  let byteSize = 0;
  for await (const piece of body ?? []) {
    byteSize += piece.length;
    if (byteSize > maxBytes) throw new Error(`more than ${maxBytes} bytes`);
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString("utf8");
}

function readCredentials(text: string): OssCredentials {
  const { Code, AccessKeyId, AccessKeySecret, SecurityToken, Expiration } = parsed(text);
  const expiresAt = typeof Expiration === "string" ? Date.parse(Expiration) : Number.NaN;
  if ((Code !== undefined && Code !== "Success") || !isText(AccessKeyId) || !isText(AccessKeySecret))
    throw new Error("expected Code Success with AccessKeyId and AccessKeySecret");
  if (!isText(SecurityToken) || Number.isNaN(expiresAt)) throw new Error("expected SecurityToken and Expiration");
  return { accessKeyId: AccessKeyId, accessKeySecret: AccessKeySecret, securityToken: SecurityToken, expiresAt };
}

/** What is not understood is never shown, as it may hold a secret; the parser's own errors quote it. */
function parsed(text: string): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // Told below.
  }
  if (typeof value !== "object" || value === null) throw new Error("expected a JSON object");
  return value as Readonly<Record<string, unknown>>;
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value.length > 0;
}
