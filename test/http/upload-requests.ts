import { createHash } from "node:crypto";
import type { DoorServer, Reply } from "./door-server.js";

/** As large as a part must be that is not the last. */
export const one = Buffer.alloc(100 * 1024, "1");
export const two = Buffer.from("the end");

export interface Asked {
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer | string;
  /** More of the query, which version 1 does not sign. */
  readonly rest?: string;
}

/** A signed request for `/demo/KEY?QUERY`; the query is in the order that is signed. */
export function askFor(
  door: DoorServer,
  method: string,
  key: string,
  query: string,
  { headers = {}, body = "", rest = "" }: Asked = {},
): Promise<Reply> {
  const path = `/demo/${encodeURIComponent(key)}?${query}${rest}`;
  const sign = `/demo/${key}?${query}`;
  if (method === "GET") return door.send({ path, headers, sign });
  const length = { "content-length": String(Buffer.byteLength(body)) };
  return door.send({ method, path, headers: { ...length, ...headers }, body, sign });
}

/** The requests of one upload after the other. */
export function uploadsOf(door: () => DoorServer) {
  const ask = (method: string, key: string, query: string, asked?: Asked) => askFor(door(), method, key, query, asked);
  return {
    ask,
    /** The id of a new upload. */
    start: async (key: string, asked?: Asked) => (await ask("POST", key, "uploads", asked)).element("UploadId") ?? "",
    putPart: (key: string, id: string, number: number, body: Buffer, headers: Asked["headers"] = {}) =>
      ask("PUT", key, `partNumber=${number}&uploadId=${id}`, { headers, body }),
    complete: (key: string, id: string, body: string, asked: Asked = {}) =>
      ask("POST", key, `uploadId=${id}`, { body, ...asked }),
    read: (key: string) => door().send({ path: `/demo/${key}`, sign: `/demo/${key}` }),
  };
}

/** The document that names parts and their ETags. */
export function partsOf(...parts: readonly [number, string | undefined][]): string {
  const nodes = parts.map(([number, etag]) => `<Part><PartNumber>${number}</PartNumber><ETag>${etag}</ETag></Part>`);
  return `<CompleteMultipartUpload>${nodes.join("")}</CompleteMultipartUpload>`;
}

export function md5(bytes: Buffer): string {
  return createHash("md5").update(bytes).digest("hex").toUpperCase();
}

/** The texts of all elements of that name. */
export function texts(reply: Reply, name: string): (string | undefined)[] {
  return [...reply.text.matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, "g"))].map(([, text]) => text);
}
