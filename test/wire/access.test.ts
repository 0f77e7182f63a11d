import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startGateway, type TestGateway } from "../support/gateway.js";
import { makePicture } from "../support/picture.js";
import { type Client, createClient, fillBucket, look, type Mode, open, processes } from "./client.js";

let gateway: TestGateway;
let picture: Buffer;

beforeAll(async () => {
  gateway = await startGateway();
  picture = await makePicture({ w: 400, h: 300, format: "jpg" });
});

afterAll(() => gateway.stop());

// The client signs no URL for an IP endpoint.
describe.each<Mode>(["sld", "vhost"])("signed URLs of ali-oss, addressing by %s", (mode) => {
  const bucket = `wire-url-${mode}`;
  let client: Client;

  beforeAll(async () => {
    client = await fillBucket(gateway, mode, bucket, picture);
  });

  test.each(processes)("$process", async ({ process, width, height, format }) => {
    const { status, body } = await open(client.signatureUrl("example.jpg", { expires: 600, process }));
    expect(status).toBe(200);
    expect(await look(body)).toEqual({ width, height, format });
  });

  test("image/info", async () => {
    const { body } = await open(client.signatureUrl("example.jpg", { expires: 600, process: "image/info" }));
    expect(JSON.parse(body.toString())).toMatchObject({ ImageWidth: { value: "400" } });
  });

  test("what is changed, expired or unsigned is refused as the protocol says", async () => {
    const url = client.signatureUrl("example.jpg", { expires: 600, process: "image/resize,w_100" });
    const changes: [(url: string) => string, string][] = [
      [(text) => text.replace("w_100", "w_101"), "SignatureDoesNotMatch"],
      [(text) => text.replace(/&x-oss-process=[^&]*/, ""), "SignatureDoesNotMatch"],
      [(text) => text.replace("example.jpg", "other.jpg"), "SignatureDoesNotMatch"],
      [(text) => text.replace(/Expires=\d+/, "Expires=9999999999"), "SignatureDoesNotMatch"],
      [(text) => text.replace(/OSSAccessKeyId=[^&]*/, "OSSAccessKeyId=NOBODY"), "InvalidAccessKeyId"],
      [(text) => text.replace(/Expires=\d+/, "Expires=1"), "AccessDenied"],
      [(text) => text.replace(/&Signature=[^&]*/, ""), "AccessDenied"],
      [(text) => text.replace(/\?.*/, ""), "AccessDenied"],
    ];
    for (const [change, code] of changes) {
      const { status, body } = await open(change(url));
      expect([status, /<Code>(.*)<\/Code>/.exec(body.toString())?.[1]]).toEqual([403, code]);
    }
    const { body } = await open(client.signatureUrl("example.jpg", { expires: -1, process: "image/resize,w_100" }));
    expect(body.toString()).toContain("<Message>Request has expired.</Message>");
  });
});

describe("anonymous access, as the table of ACLs says", () => {
  const acls = ["private", "public-read", "public-read-write"] as const;
  const rows = acls.flatMap((bucketAcl) =>
    (["default", ...acls] as const).map((objectAcl) => {
      const effective = objectAcl === "default" ? bucketAcl : objectAcl;
      return { bucketAcl, objectAcl, readable: effective !== "private" };
    }),
  );

  test.each(rows)("bucket $bucketAcl, object $objectAcl: readable $readable", async ({
    bucketAcl,
    objectAcl,
    readable,
  }) => {
    const bucket = `acl-${bucketAcl}`;
    const client = createClient(gateway, "ip");
    await client.putBucket(bucket, { acl: bucketAcl } as never);
    client.useBucket(bucket);
    await client.put("example.jpg", picture, { headers: { "x-oss-object-acl": objectAcl } });
    for (const query of ["", "?x-oss-process=image/resize,w_100"]) {
      const url = `${gateway.url}/${bucket}/example.jpg${query}`;
      expect((await open(url)).status).toBe(readable ? 200 : 403);
    }
    expect((await client.get("example.jpg", { process: "image/resize,w_100" })).res.status).toBe(200);
  });
});

test("no line of the log holds the secret or a signature", async () => {
  const client = createClient(gateway, "vhost", { bucket: "wire-log" });
  await client.putBucket("wire-log");
  await client.put("a", picture);
  const url = client.signatureUrl("a", { expires: 600 });
  await open(url);
  await open(url.replace("/a?", "/b?"));
  const signature = new URL(url).searchParams.get("Signature") ?? "";
  const log = gateway.logLines.join("\n");
  expect(log).toContain('"wire-log.localhost');
  for (const secret of [
    gateway.accessKeySecret,
    gateway.adminToken,
    signature,
    encodeURIComponent(signature),
    "OSS AK",
  ])
    expect(log).not.toContain(secret);
  expect(log).not.toMatch(/authorization/i);
});
