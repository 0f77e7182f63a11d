import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startGateway, type TestGateway } from "../support/gateway.js";
import { makePicture } from "../support/picture.js";
import { type Client, createClient, fillBucket, look, modes, open, processes } from "./client.js";

let gateway: TestGateway;
let picture: Buffer;

beforeAll(async () => {
  gateway = await startGateway();
  picture = await makePicture({ w: 400, h: 300, format: "jpg" });
});

afterAll(() => gateway.stop());

describe.each(modes)("ali-oss with signature version 4, addressing by %s", (mode) => {
  const bucket = `wire-v4-${mode}`;
  let client: Client;

  beforeAll(async () => {
    await fillBucket(gateway, mode, bucket, picture);
    client = createClient(gateway, mode, { bucket, authorizationV4: true });
  });

  test.each(processes)("get and processObjectSave, $process", async ({ process, ...expected }) => {
    expect(await look((await client.get("example.jpg", { process })).content)).toEqual(expected);
    expect((await client.processObjectSave("example.jpg", "saved/图 1+2", process)).res.status).toBe(200);
    expect(await look((await client.get("saved/图 1+2")).content)).toEqual(expected);
  });

  test("put, head, list and delete", async () => {
    const key = "dir/图 !*'()+&.txt";
    await client.put(key, Buffer.from("hello"), { meta: { who: "wire" } as never });
    expect((await client.head(key)).meta).toEqual({ who: "wire" });
    const page = await client.list({ prefix: "dir/", "max-keys": 10 }, {});
    expect(page.objects.map(({ name }) => name)).toEqual([key]);
    // The client signs an empty value of its user's with the equals sign.
    expect((await client.list({ prefix: "", "max-keys": 1 }, {})).objects).toHaveLength(1);
    await client.putACL(key, "public-read");
    expect((await client.getACL(key)).acl).toBe("public-read");
    await client.delete(key);
    expect((await client.list({ prefix: "dir/", "max-keys": 10 }, {})).objects ?? []).toHaveLength(0);
    expect((await client.getBucketInfo(bucket)).bucket).toMatchObject({ Name: bucket });
  });

  test("a wrong secret", async () => {
    const wrong = createClient(gateway, mode, { bucket, authorizationV4: true, accessKeySecret: "wrong" });
    await expect(wrong.get("example.jpg")).rejects.toMatchObject({ code: "SignatureDoesNotMatch" });
  });
});

describe.each(modes)("signed URLs of version 4, addressing by %s", (mode) => {
  // By IP the client leaves the bucket out of the URL altogether: the signature alone tells it.
  test("open, and refuse what was changed", async () => {
    const bucket = `wire-v4-url-${mode}`;
    await fillBucket(gateway, mode, bucket, picture);
    const client = createClient(gateway, mode, { bucket });
    const queries = { "x-oss-process": "image/resize,m_fixed,w_100,h_100/rotate,90" };
    const url = await client.signatureUrlV4("GET", 600, { headers: {}, queries }, "example.jpg");
    expect(await look((await open(url)).body)).toEqual({ width: 100, height: 100, format: "jpeg" });
    const changed = await open(url.replace("rotate", "blur"));
    expect([changed.status, changed.body.toString()]).toEqual([403, expect.stringContaining("SignatureDoesNotMatch")]);
    const elsewhere = await open(url.replace("example.jpg", "style"));
    expect([elsewhere.status, elsewhere.body.toString()]).toEqual([
      403,
      expect.stringContaining("SignatureDoesNotMatch"),
    ]);
  });
});
