import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type DoorServer, image, startDoor } from "../http/door-server.js";

/**
 * Requests as the vendor's other clients send them (captured; wire protocol, appendix A): what differs from ali-oss is how
 * they write empty parameters, slashes, bodies of nothing, types of requests without a body, and the date.
 */
interface Captured {
  readonly client: string;
  readonly does: string;
  readonly method: string;
  readonly path: string;
  readonly sign: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly status: number;
  readonly shows?: string;
}

const ofNothing = { "content-md5": "1B2M2Y8AsgTpgAmY7PhCfg==" };
const binary = { "content-type": "application/octet-stream" };
const xml = { "content-type": "application/xml" };
const chunked = { "transfer-encoding": "chunked", ...ofNothing };
const key = "/demo/k/with space.txt";
const saveAs = "x-oss-process=image/resize,m_fixed,w_100,h_100|sys/saveas,o_c2F2ZWQv5Zu-IDErMi5qcGc";
const style = "<Style><Content>image/resize,m_fixed,w_90,h_60</Content></Style>";
const location = "<CreateBucketConfiguration><StorageClass>Standard</StorageClass></CreateBucketConfiguration>";

// biome-ignore format: one request a line
const captured: readonly Captured[] = [
  { client: "oss2", does: "ListBuckets", method: "GET", path: "/?prefix=demo&marker=&max-keys=100", sign: "/", status: 200, shows: "<Name>demo</Name>" },
  { client: "python v2", does: "ListBuckets", method: "GET", path: "/?prefix=demo", sign: "/", headers: { ...binary, ...ofNothing }, status: 200 },
  { client: "go v1", does: "PutBucket", method: "PUT", path: "/demo-2/", sign: "/demo-2/", headers: { "content-type": "text/plain; charset=utf-8", "x-oss-acl": "private", "content-length": String(location.length) }, body: location, status: 200 },
  { client: "go v2", does: "PutBucket", method: "PUT", path: "/demo-2/", sign: "/demo-2/", headers: { ...chunked, ...xml, "x-oss-acl": "private" }, status: 200 },
  { client: "java", does: "PutBucket", method: "PUT", path: "/demo-2/", sign: "/demo-2/", headers: { "x-oss-acl": "private", "content-length": "0" }, status: 200 },
  { client: "go v2", does: "PutBucketAcl", method: "PUT", path: "/demo-2/?acl", sign: "/demo-2/?acl", headers: { ...chunked, ...binary, "x-oss-acl": "public-read" }, status: 200 },
  { client: "python v2", does: "GetBucketInfo", method: "GET", path: "/demo/?bucketInfo=", sign: "/demo/?bucketInfo", headers: ofNothing, status: 200 },
  { client: "go v1", does: "GetBucketLocation", method: "GET", path: "/demo/?location", sign: "/demo/?location", status: 200, shows: "oss-cn-hangzhou" },
  { client: "python v2", does: "DeleteBucket", method: "DELETE", path: "/demo-2/", sign: "/demo-2/", headers: { ...xml, ...ofNothing, "content-length": "0" }, status: 204 },
  { client: "oss2", does: "PutObject", method: "PUT", path: "/demo/k%2Fwith%20space.txt", sign: key, headers: { "content-type": "text/plain", "content-length": "5" }, body: "hello", status: 200 },
  { client: "java", does: "PutObject", method: "PUT", path: "/demo/k/with%20space.txt", sign: key, headers: { "content-type": "text/plain", "transfer-encoding": "chunked" }, body: "hello", status: 200 },
  { client: "go v1", does: "GetObject", method: "GET", path: "/demo/k%2Fwith%20space.txt", sign: key, status: 200, shows: "hello" },
  { client: "go v2", does: "GetObject, a range", method: "GET", path: "/demo/k/with%20space.txt", sign: key, headers: { ...ofNothing, range: "bytes=2-4" }, status: 206, shows: "llo" },
  { client: "oss2", does: "GetObject, processed", method: "GET", path: "/demo/a.png?x-oss-process=image%2Fresize%2Cm_fixed%2Cw_100%2Ch_100", sign: "/demo/a.png?x-oss-process=image/resize,m_fixed,w_100,h_100", status: 200 },
  { client: "python v2", does: "GetObject, processed but not signed so", method: "GET", path: "/demo/a.png?x-oss-process=image%2Fresize%2Cw_100", sign: "/demo/a.png", headers: ofNothing, status: 403, shows: "SignatureDoesNotMatch" },
  { client: "go v2", does: "HeadObject", method: "HEAD", path: "/demo/k/with%20space.txt", sign: key, headers: ofNothing, status: 200 },
  { client: "oss2", does: "GetObjectMeta", method: "HEAD", path: "/demo/k%2Fwith%20space.txt?objectMeta=", sign: `${key}?objectMeta`, status: 200 },
  { client: "go v1", does: "GetObjectMeta", method: "HEAD", path: "/demo/k%2Fwith%20space.txt?objectMeta", sign: `${key}?objectMeta`, status: 200 },
  { client: "go v2", does: "PutObjectAcl", method: "PUT", path: "/demo/k/with%20space.txt?acl", sign: `${key}?acl`, headers: { ...chunked, "x-oss-object-acl": "public-read" }, status: 200 },
  { client: "oss2", does: "ListObjects", method: "GET", path: "/demo/?prefix=k%2F&delimiter=&marker=&max-keys=1000&encoding-type=url", sign: "/demo/", status: 200, shows: "<Key>k/with%20space.txt</Key>" },
  { client: "go v1", does: "ListObjects", method: "GET", path: "/demo/?delimiter&encoding-type=url&marker&max-keys=1000&prefix=k%2F", sign: "/demo/", status: 200, shows: "<Key>k/with%20space.txt</Key>" },
  { client: "oss2", does: "ListObjectsV2", method: "GET", path: "/demo/?list-type=2&prefix=k&delimiter=&continuation-token=&start-after=&fetch-owner=false&max-keys=5&encoding-type=url", sign: "/demo/?continuation-token", status: 200, shows: "<KeyCount>1</KeyCount>" },
  { client: "python v2", does: "ListObjectsV2", method: "GET", path: "/demo/?encoding-type=url&list-type=2&max-keys=5&prefix=k", sign: "/demo/", headers: { ...binary, ...ofNothing }, status: 200 },
  { client: "go v2", does: "PutStyle", method: "PUT", path: "/demo/?styleName=example-style&style", sign: "/demo/?style&styleName=example-style", headers: { ...xml, "content-length": String(style.length) }, body: style, status: 200 },
  { client: "python v2", does: "PutStyle", method: "PUT", path: "/demo/?style=&styleName=example-style&category=image", sign: "/demo/?style&styleName=example-style", headers: { ...xml, "content-length": String(style.length) }, body: style, status: 200 },
  { client: "java", does: "GetStyle", method: "GET", path: "/demo/?style&styleName=example-style", sign: "/demo/?style&styleName=example-style", status: 200, shows: "m_fixed,w_90,h_60" },
  { client: "python v2", does: "ListStyle", method: "GET", path: "/demo/?style=", sign: "/demo/?style", headers: { ...xml, ...ofNothing }, status: 200 },
  { client: "go v1", does: "DeleteStyle", method: "DELETE", path: "/demo/?style=demo&styleName=example-style", sign: "/demo/?style=demo&styleName=example-style", status: 204 },
  { client: "oss2", does: "ProcessObject", method: "POST", path: "/demo/a.png?x-oss-process=", sign: "/demo/a.png?x-oss-process", headers: { "content-length": String(saveAs.length) }, body: saveAs, status: 200, shows: '"object":"saved/图 1+2.jpg"' },
  { client: "go v1", does: "ProcessObject", method: "POST", path: "/demo/a.png?x-oss-process", sign: "/demo/a.png?x-oss-process", headers: { "content-length": String(saveAs.length) }, body: saveAs, status: 200 },
  { client: "python v2", does: "DeleteObject", method: "DELETE", path: "/demo/k/with%20space.txt", sign: key, headers: { ...ofNothing, "content-length": "0" }, status: 204 },
];

describe("requests of the vendor's other clients, one after the other", () => {
  let door: DoorServer;

  beforeAll(async () => {
    door = await startDoor();
    await door.put("demo", "a.png", image);
  });

  afterAll(() => door.stop());

  test.each(captured)("$client: $does", async ({ method, path, sign, headers = {}, body, status, shows }) => {
    const reply = await door.send({
      method,
      path,
      sign,
      headers,
      dateHeader: "date",
      ...(body !== undefined && { body }),
    });
    expect(reply.status, reply.text).toBe(status);
    if (shows !== undefined) expect(reply.text).toContain(shows);
  });
});
