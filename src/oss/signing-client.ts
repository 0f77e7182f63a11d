import { isIP } from "node:net";
import OSS from "ali-oss";
import type { OssCall } from "./call.js";
import type { OssCredentials } from "./credentials.js";
import type { Answered } from "./read-answer.js";
import type { Exchange, Transport } from "./transport.js";
import { OssFault, OssRefusal } from "./trouble.js";
import { textOf, type XmlNode } from "./xml-node.js";

/** Methods of an ali-oss client that its type declarations leave out. */
export interface SigningClient extends OSS {
  request(parameters: {
    readonly method: string;
    readonly bucket?: string | undefined;
    readonly object?: string | undefined;
    readonly subres: Record<string, string>;
    readonly headers: Record<string, string>;
    readonly content?: Buffer | undefined;
  }): Promise<unknown>;
  parseXML(document: Buffer): Promise<XmlNode>;
}

export interface SigningUse {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: OssCredentials;
  readonly bucket: string | undefined;
}

/** An ali-oss client for one sending, or for signing URLs when there is nothing to send. */
export function signingClient(use: SigningUse, sending?: { transport: Transport; exchange: Exchange }): SigningClient {
  const { accessKeyId, accessKeySecret, securityToken } = use.credentials;
  const options = {
    accessKeyId,
    accessKeySecret,
    ...(securityToken !== undefined && { stsToken: securityToken }),
    // It renews nothing by itself; the number only keeps it from asking for that on the console.
    refreshSTSTokenInterval: Number.MAX_SAFE_INTEGER,
    ...(use.bucket !== undefined && { bucket: use.bucket }),
    endpoint: use.endpoint,
    region: `oss-${use.region.replace(/^oss-/, "")}`,
    authorizationV4: true,
    // Otherwise Node refuses header values beyond Latin-1; with it their UTF-8 bytes are signed and sent.
    headerEncoding: "latin1",
    sldEnable: needsPathStyle(use.endpoint),
    ...(sending && { urllib: sending.transport }),
  };
  return new (OSS as unknown as new (options: object, ctx?: Exchange) => SigningClient)(options, sending?.exchange);
}

/**
 * Has the client sign and send the call by its general method: those made for one operation each sign `undefined`, dereference
 * what an answer may lack, or strip a key (wire protocol §7).
 */
export async function request(client: SigningClient, call: OssCall): Promise<void> {
  const { method, bucket, key, query = {}, headers = {}, body } = call;
  await client.request({
    method,
    bucket,
    object: key,
    subres: given(query),
    headers: given(headers),
    content: Buffer.isBuffer(body) ? body : undefined,
  });
}

/** The document of a good answer. Throws OssFault when it is no document, such as half of one. */
export async function readDocument(client: SigningClient, { headers, bytes }: Answered): Promise<XmlNode> {
  if (bytes.length === 0 || !/\bxml\b/.test(headers["content-type"] ?? "")) return undefined;
  try {
    return await client.parseXML(bytes);
  } catch (cause) {
    throw new OssFault("a document that cannot be read", { cause });
  }
}

/** What an answer of status 300 or more says. Throws OssFault when that cannot be read. */
export async function readRefusal(client: SigningClient, { status, headers, bytes }: Answered): Promise<OssRefusal> {
  const document = await readErrorDocument(client, bytes);
  const nextPosition = headers["x-oss-next-append-position"];
  return new OssRefusal(status, textOf(document, "Code") ?? codeOf(status), textOf(document, "Message") ?? "", {
    ec: subCode(textOf(document, "EC") ?? headers["x-oss-ec"]),
    requestId: headers["x-oss-request-id"],
    argumentName: textOf(document, "ArgumentName"),
    argumentValue: textOf(document, "ArgumentValue"),
    condition: textOf(document, "Condition"),
    nextPosition: nextPosition === undefined ? undefined : Number(nextPosition),
  });
}

/** It is told in a header again, which not every text of a document can be. */
function subCode(text: string | undefined): string | undefined {
  return text !== undefined && /^[\w-]+$/.test(text) ? text : undefined;
}

async function readErrorDocument(client: SigningClient, bytes: Buffer): Promise<XmlNode> {
  if (bytes.length === 0) return undefined;
  const document = await client.parseXML(bytes).catch(() => undefined);
  if (textOf(document, "Code") === undefined) throw new OssFault("an error that cannot be read");
  return document;
}

/** For a HEAD whose answer tells nothing but the status. */
function codeOf(status: number): string {
  switch (status) {
    case 403:
      return "AccessDenied";
    case 404:
      return "NoSuchKey";
    case 412:
      return "PreconditionFailed";
    default:
      return "";
  }
}

/** There are no buckets' names below an IP address, and none that resolve below localhost. The other SDKs decide alike. */
function needsPathStyle(endpoint: string): boolean {
  const { hostname } = new URL(endpoint);
  return hostname === "localhost" || isIP(hostname.replace(/^\[|\]$/g, "")) !== 0;
}

function given(values: Readonly<Record<string, string | number | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  );
}
