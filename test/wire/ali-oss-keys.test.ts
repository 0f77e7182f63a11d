import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startGateway, type TestGateway } from "../support/gateway.js";
import { makePicture } from "../support/picture.js";
import { type Client, codeOf, createClient, fillBucket, look, manners, open, outcome, urlManners } from "./client.js";

/** Names that some encoding, path or document on the way could spoil. */
const keys: readonly [what: string, key: string][] = [
  ["spaces", "with two  spaces.txt"],
  ["plus", "1+1=2.txt"],
  ["percent", "100%25%.txt"],
  ["double slash", "a//b///c"],
  ["dots", "a..b/...c/..d.."],
  ["quotes", `it's "quoted" <&>.txt`],
  ["emoji", "smile 😀.txt"],
  ["1,023 bytes", "k".repeat(1023)],
  ["leading dot", ".hidden"],
  ["trailing slash", "folder/"],
  ["Chinese", "图片/例子.jpg"],
  ["control characters", "\u0001 a\n\u000c\u0007b"],
  ["what RFC 3986 reserves", "!*'();:@&=+$,[]~?#"],
];

/** The client's HTTP library resolves such segments before it sends anything; whoever opens a URL as it stands does not. */
const dotSegments: (typeof keys)[number] = ["dot segments", "a/../b/./c"];

let gateway: TestGateway;
let ahead = 0;

beforeAll(async () => {
  gateway = await startGateway({ clock: { now: () => Date.now() + ahead } });
});

afterAll(() => gateway.stop());

describe.each(manners)("ali-oss, keys, addressing by $mode, version 4: $authorizationV4", ({
  mode,
  authorizationV4,
}) => {
  const bucket = `keys-${mode}-${authorizationV4 ? "v4" : "v1"}`;
  let client: Client;

  beforeAll(async () => {
    await fillBucket(gateway, mode, bucket, await makePicture({ w: 40, h: 30, format: "jpg" }));
    client = createClient(gateway, mode, { bucket, authorizationV4 } as object);
  });

  test.each(keys)("%s: put, read, list, ACL, copy, delete", async (_, key) => {
    const body = Buffer.from(`content of ${key}`);
    await client.put(key, body, { mime: "text/x-wire", meta: { who: "wire" } as never });
    const head = await client.head(key);
    expect(head.meta).toEqual({ who: "wire" });
    expect(head.res.headers).toMatchObject({ "content-type": "text/x-wire", "content-length": String(body.length) });
    expect((await client.get(key)).content.equals(body)).toBe(true);
    expect((await client.getObjectMeta(key)).res.headers).toMatchObject({ "content-length": String(body.length) });

    for (const page of [
      await client.list({ prefix: key, "max-keys": 10 }, {}),
      await client.listV2({ prefix: key, "max-keys": "10" } as never, {}),
    ])
      expect(page.objects.map(({ name }) => name)).toEqual([key]);

    await client.putACL(key, "public-read");
    expect((await client.getACL(key)).acl).toBe("public-read");
    await client.copy("copied", key);
    expect((await client.get("copied")).content.equals(body)).toBe(true);
    const { deleted } = await client.deleteMulti([key, "copied"]);
    expect((deleted as unknown as { Key: string }[]).map(({ Key }) => Key)).toEqual([key, "copied"]);
    expect(await codeOf(client.head(key))).toBe("NoSuchKey");
  });

  test.each(keys)("%s: multipart, append, save-as", async (_, key) => {
    const { uploadId } = await client.initMultipartUpload(key);
    const { uploads } = await client.listUploads({ prefix: key, "max-uploads": 10 } as never);
    expect((uploads as unknown as { name: string }[]).map(({ name }) => name)).toEqual([key]);
    const part = await client.uploadPart(key, uploadId, 1, Buffer.from("part"), 0, 4);
    // A list of one is no list to this client.
    expect([(await client.listParts(key, uploadId)).parts].flat()).toHaveLength(1);
    await client.completeMultipartUpload(key, uploadId, [{ number: 1, etag: part.etag }]);
    expect((await client.get(key)).content.toString()).toBe("part");
    await client.delete(key);

    await client.append(key, Buffer.from("grown"));
    expect((await client.head(key)).res.headers).toMatchObject({ "x-oss-object-type": "Appendable" });
    expect((await client.processObjectSave("example.jpg", key, "image/resize,w_10")).res.status).toBe(200);
    expect(await look((await client.get(key)).content)).toEqual({ width: 10, height: 8, format: "jpeg" });
    await client.delete(key);
  });
});

describe.each(urlManners)("ali-oss, URLs, addressing by $mode, version 4: $authorizationV4", ({
  mode,
  authorizationV4,
}) => {
  const bucket = `urls-${mode}-${authorizationV4 ? "v4" : "v1"}`;
  let client: Client;

  beforeAll(async () => {
    client = createClient(gateway, mode, { bucket, authorizationV4 } as object);
    await client.putBucket(bucket);
  });

  test.each([...keys, dotSegments])("%s: signed URLs", async (_, key) => {
    const sign = (method: "GET" | "PUT", headers = {}) =>
      authorizationV4
        ? client.signatureUrlV4(method, 60, { headers, queries: {} }, key)
        : client.signatureUrl(key, { method, expires: 60, ...headers });
    const headers = { "Content-Type": "text/x-wire" };
    const put = await sign("PUT", headers);
    expect(outcome(await open(put, { method: "PUT", body: "signed" }))).toEqual([403, "SignatureDoesNotMatch"]);
    expect(outcome(await open(put, { method: "PUT", headers, body: "signed" }))).toEqual([200, ""]);
    const url = await sign("GET");
    expect((await open(url)).body.toString()).toBe("signed");
    expect(outcome(await open(`${url}&x-oss-process=image/info`))).toEqual([403, "SignatureDoesNotMatch"]);
    expect(outcome(await open(url, { method: "DELETE" }))).toEqual([403, "SignatureDoesNotMatch"]);
  });

  test("the answer's own headers", async () => {
    await client.put("shown", Buffer.from("shown"));
    const response = { "content-type": "text/csv", "content-disposition": 'attachment; filename="a b.txt"' };
    const queries = Object.fromEntries(Object.entries(response).map(([name, value]) => [`response-${name}`, value]));
    const url = authorizationV4
      ? await client.signatureUrlV4("GET", 60, { headers: {}, queries }, "shown")
      : client.signatureUrl("shown", { expires: 60, response } as never);
    expect((await open(url)).headers).toMatchObject(response);
  });

  test("what is over, tampered with or cut short", async () => {
    await client.put("secret", Buffer.from("secret"));
    const sign = (expires: number) =>
      authorizationV4
        ? client.signatureUrlV4("GET", expires, { headers: {}, queries: {} }, "secret")
        : client.signatureUrl("secret", { expires });
    const url = await sign(60);
    const changes: [RegExp, string, string][] = [
      [/secret/, "other", "SignatureDoesNotMatch"],
      [/(E|x-oss-e)xpires=(\d+)/, "$1xpires=1$2", "SignatureDoesNotMatch"],
      [/[?&](x-oss-s|S)ignature=[^&]*/, "$&0", authorizationV4 ? "InvalidArgument" : "SignatureDoesNotMatch"],
      [/(OSSAccessKeyId=|x-oss-credential=)/, "$1NO", "InvalidAccessKeyId"],
      [/&(x-oss-expires|Expires)=\d+/, "", authorizationV4 ? "InvalidArgument" : "AccessDenied"],
      // By IP address version 4 leaves the bucket to be told from the signature: without one, the key is taken for it.
      [/\?.*/, "", mode === "ip" ? "NoSuchBucket" : "AccessDenied"],
    ];
    for (const [part, instead, code] of changes) {
      const changed = url.replace(part, instead);
      expect(changed).not.toBe(url);
      expect([changed, outcome(await open(changed))[1]]).toEqual([changed, code]);
    }
    ahead = 61_000;
    const { status, body } = await open(url);
    expect([status, body.toString()]).toEqual([
      403,
      expect.stringContaining("<Message>Request has expired.</Message>"),
    ]);
    expect((await open(await sign(120))).status).toBe(200);
    ahead = 0;
  });
});
