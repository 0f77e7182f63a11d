import { createHmac } from "node:crypto";
import type { TestGateway } from "./gateway.js";

export interface OssRequest {
  readonly method?: "GET" | "HEAD" | "PUT" | "POST" | "DELETE";
  readonly bucket: string;
  /** Absent: the bucket itself. */
  readonly key?: string;
  /** Parameters that version 1 signs; a bare one has the value "". */
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer | string;
  /** Default true. */
  readonly signed?: boolean;
}

/** Sends a path-style request to the OSS endpoint, signed with version 1 in its header: written apart from the product's signer. */
export async function ossRequest(
  { url, accessKeyId, accessKeySecret }: Pick<TestGateway, "url" | "accessKeyId" | "accessKeySecret">,
  { method = "GET", bucket, key = "", query = {}, headers = {}, body, signed = true }: OssRequest,
): Promise<Response> {
  const date = new Date().toUTCString();
  const names = Object.keys(query).sort();
  const write = (part: (text: string) => string) =>
    names.map((name) => (query[name] === "" ? name : `${name}=${part(query[name] ?? "")}`)).join("&");
  const raw = names.length > 0 ? `?${write((text) => text)}` : "";
  const ossHeaders = Object.entries({ ...headers, "x-oss-date": date })
    .filter(([name]) => name.startsWith("x-oss-"))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}:${value}\n`)
    .join("");
  // fetch names a type for text by itself, so one is always given and signed.
  const contentType = headers["content-type"] ?? "application/octet-stream";
  const toSign = `${method}\n\n${contentType}\n${date}\n${ossHeaders}/${bucket}/${key}${raw}`;
  const signature = createHmac("sha1", accessKeySecret).update(toSign).digest("base64");
  const path = `/${bucket}/${key.split("/").map(encodeURIComponent).join("/")}`;
  return fetch(`${url}${path}${names.length > 0 ? `?${write(encodeURIComponent)}` : ""}`, {
    method,
    headers: {
      ...headers,
      "content-type": contentType,
      ...(signed && { "x-oss-date": date, authorization: `OSS ${accessKeyId}:${signature}` }),
    },
    ...(body !== undefined && { body: typeof body === "string" ? body : new Uint8Array(body) }),
  });
}

/** The members of an OSS error document that tests look at. */
export interface OssError {
  readonly code: string;
  readonly status: number;
  readonly message: string;
  readonly ec?: string;
  readonly stage?: number;
  readonly style?: string;
  readonly step?: number;
  readonly action?: string;
  readonly item?: string;
}

/** Reads the error document of an answer. */
export async function readOssError(response: Response): Promise<OssError> {
  const xml = await response.text();
  const element = (name: string) => {
    const found = xml.includes(`<${name}/>`) ? "" : new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1];
    return found
      ?.replaceAll("&lt;", "<")
      .replaceAll("&gt;", ">")
      .replaceAll("&quot;", '"')
      .replaceAll("&apos;", "'")
      .replaceAll("&amp;", "&");
  };
  const text = (key: string, name: string) => {
    const value = element(name);
    return value !== undefined && { [key]: value };
  };
  const count = (key: string, name: string) => {
    const value = element(name);
    return value !== undefined && { [key]: Number(value) };
  };
  return {
    code: element("Code") ?? `no error document: ${xml.slice(0, 200)}`,
    status: response.status,
    message: element("Message") ?? "",
    ...text("ec", "EC"),
    ...count("stage", "Stage"),
    ...text("style", "StyleName"),
    ...count("step", "Step"),
    ...text("action", "Action"),
    ...text("item", "Item"),
  };
}
