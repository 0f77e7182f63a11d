import { createHmac } from "node:crypto";
import type { DoorServer, Reply } from "./door-server.js";
import { accessKeyId, secret } from "./door-server.js";

export type Fields = readonly (readonly [name: string, value: string])[];

export interface FormFile {
  readonly name?: string;
  readonly contentType?: string;
  readonly bytes: Buffer | string;
}

export const boundary = "----form-boundary-7b1";

/** The bytes of a form as a browser writes them, the file last. */
export function formBody(fields: Fields, file?: FormFile, after: Fields = []): Buffer {
  const part = (head: string, content: Buffer | string) =>
    Buffer.concat([Buffer.from(`--${boundary}\r\n${head}\r\n\r\n`), Buffer.from(content), Buffer.from("\r\n")]);
  const field = ([name, value]: Fields[number]) => part(`Content-Disposition: form-data; name="${name}"`, value);
  const { name = "photo.jpg", contentType = "image/jpeg", bytes = "" } = file ?? {};
  const fileHead = `Content-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: ${contentType}`;
  return Buffer.concat([
    ...fields.map(field),
    ...(file ? [part(fileHead, bytes)] : []),
    ...after.map(field),
    Buffer.from(`--${boundary}--\r\n`),
  ]);
}

/** Sends a form to a bucket, `shared` (public-read-write) unless told otherwise. */
export function postForm(
  door: DoorServer,
  fields: Fields,
  file?: FormFile,
  { bucket = "shared", body = formBody(fields, file) }: { bucket?: string; body?: Buffer } = {},
): Promise<Reply> {
  const headers = {
    "content-type": `multipart/form-data; boundary=${boundary}`,
    "content-length": String(body.length),
    // Both are ignored: a form's signature stands in its fields.
    authorization: "OSS nobody:aaaa",
  };
  return door.send({ method: "POST", path: `/${bucket}/`, headers, body });
}

export function policyOf(conditions: readonly unknown[], expiration: Date = new Date(Date.now() + 60_000)): string {
  return Buffer.from(JSON.stringify({ expiration: expiration.toISOString(), conditions })).toString("base64");
}

/** The fields that sign a policy with version 1, written apart from the product. */
export function signedV1(policy: string, key: { id: string; secret: string } = { id: accessKeyId, secret }): Fields {
  const signature = createHmac("sha1", key.secret).update(policy).digest("base64");
  return [
    ["OSSAccessKeyId", key.id],
    ["policy", policy],
    ["Signature", signature],
  ];
}

/** The fields that sign a policy with version 4, whose conditions they are made into. */
export function signedV4(conditions: readonly unknown[], { withOwnConditions = true } = {}): Fields {
  const date = new Date().toISOString().replace(/[-:]|\.\d+/g, "");
  const day = date.slice(0, 8);
  const own: Fields = [
    ["x-oss-signature-version", "OSS4-HMAC-SHA256"],
    ["x-oss-credential", `${accessKeyId}/${day}/cn-hangzhou/oss/aliyun_v4_request`],
    ["x-oss-date", date],
  ];
  const policy = policyOf([
    ...conditions,
    ...(withOwnConditions ? own.map(([name, value]) => ({ [name]: value })) : []),
  ]);
  const hmac = (key: Buffer | string, text: string) => createHmac("sha256", key).update(text).digest();
  const signingKey = [day, "cn-hangzhou", "oss", "aliyun_v4_request"].reduce<Buffer | string>(
    hmac,
    `aliyun_v4${secret}`,
  );
  return [...own, ["policy", policy], ["x-oss-signature", hmac(signingKey, policy).toString("hex")]];
}
