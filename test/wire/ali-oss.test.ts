import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startGateway, type TestGateway } from "../support/gateway.js";
import { makePicture } from "../support/picture.js";
import { type Client, codeOf, createClient, fillBucket, look, modes, processes } from "./client.js";

const save = [...processes, { process: "image/format,jpg", width: 400, height: 300, format: "jpeg" }];

let gateway: TestGateway;
let picture: Buffer;

beforeAll(async () => {
  gateway = await startGateway();
  picture = await makePicture({ w: 400, h: 300, format: "jpg" });
});

afterAll(() => gateway.stop());

describe.each(modes)("ali-oss, addressing by %s", (mode) => {
  const [bucket, other] = [`wire-${mode}`, `wire-${mode}-target`];
  let client: Client;

  beforeAll(async () => {
    expect(await createClient(gateway, mode).putBucket(other)).toMatchObject({ bucket: other });
    client = await fillBucket(gateway, mode, bucket, picture);
  });

  test.each(processes)("get, $process", async ({ process, width, height, format }) => {
    const { content, res } = await client.get("example.jpg", { process });
    expect(await look(content)).toEqual({ width, height, format });
    expect(res.headers).toMatchObject({ "content-type": `image/${format}` });
    expect(res.headers).not.toHaveProperty("x-oss-hash-crc64ecma");
  });

  test("get, image/info", async () => {
    const { content } = await client.get("example.jpg", { process: "image/info" });
    expect(JSON.parse(content.toString())).toMatchObject({
      FileSize: { value: String(picture.length) },
      Format: { value: "jpg" },
      ImageHeight: { value: "300" },
      ImageWidth: { value: "400" },
    });
  });

  test("a watermark's Chinese glyphs are drawn", async () => {
    const marked = await pixels((await client.get("example.jpg", { process: processes[4]!.process })).content);
    const latin = await pixels((await client.get("example.jpg", { process: "image/watermark,text_SGVsbG8g" })).content);
    const plain = await pixels(picture);
    const changed = (a: Buffer, b: Buffer) => a.filter((value, at) => Math.abs(value - (b[at] ?? 0)) > 64).length;
    expect(changed(latin, plain)).toBeGreaterThan(100);
    expect(changed(marked, plain)).toBeGreaterThan(2 * changed(latin, plain));
  });

  test.each(save)("processObjectSave, $process", async ({ process, width, height, format }) => {
    for (const [target, reader] of [
      [undefined, client],
      [other, createClient(gateway, mode, { bucket: other })],
    ] as const) {
      const key = `saved/图 1+2 ${process.length}`;
      const saved = await client.processObjectSave("example.jpg", key, process, target);
      expect(saved.res.status).toBe(200);
      const { content, res } = await reader.get(key);
      expect(await look(content)).toEqual({ width, height, format });
      expect(res.headers).toMatchObject({ "content-type": `image/${format}`, "x-oss-object-type": "Normal" });
    }
  });

  test("processObjectSave of a question, and into a bucket that is not there", async () => {
    const question = await client.processObjectSave("example.jpg", "x", "image/info");
    expect(question.res.status).toBe(400);
    const nowhere = await client.processObjectSave("example.jpg", "x", "image/rotate,90", "wire-nowhere");
    expect(nowhere.res.status).toBe(404);
    expect(await codeOf(client.head("x"))).toBe("NoSuchKey");
  });

  test("put, head, get and delete of keys that need care", async () => {
    for (const key of ["plain.txt", "dir/图 1+2.txt", "a//b", "!*'()~", "%41", "x?y&z=1#2"]) {
      const body = Buffer.from(`content of ${key}`);
      const put = await client.put(key, body, { mime: "text/plain; charset=utf-8", meta: { who: "wire" } as never });
      const headers = put.res.headers as Record<string, string>;
      expect(headers["x-oss-hash-crc64ecma"]).toMatch(/^\d+$/);
      const head = await client.head(key);
      expect(head.meta).toEqual({ who: "wire" });
      expect((head.res.headers as Record<string, string>).etag).toBe(headers.etag);
      const got = await client.get(key);
      expect(got.content.toString()).toBe(body.toString());
      expect((await client.getObjectMeta(key)).res.headers).toMatchObject({ "content-length": String(body.length) });
      expect((await client.delete(key)).res.status).toBe(204);
      expect(await codeOf(client.get(key))).toBe("NoSuchKey");
      expect(await codeOf(client.head(key))).toBe("NoSuchKey");
    }
  });

  test("streams both ways", async () => {
    const body = Buffer.alloc(3 * 1024 * 1024, "stream ");
    await client.putStream("stream.bin", Readable.from([body.subarray(0, 1_000_000), body.subarray(1_000_000)]));
    const { stream } = await client.getStream("stream.bin");
    expect((await buffer(stream)).equals(body)).toBe(true);
    const part = await client.get("stream.bin", { headers: { Range: "bytes=7-13" } });
    expect([part.res.status, part.content.toString()]).toEqual([206, "stream "]);
    await client.delete("stream.bin");
  });

  test("list and listV2, page by page", async () => {
    for (const key of ["list/a", "list/b/1", "list/b/2", "list/图"]) await client.put(key, Buffer.from("x"));
    const first = await client.list({ prefix: "list/", delimiter: "/", "max-keys": 2 }, {});
    expect([first.objects.map(({ name }) => name), first.prefixes]).toEqual([["list/a"], ["list/b/"]]);
    expect(first.isTruncated).toBe(true);
    const second = await client.list({ prefix: "list/", delimiter: "/", "max-keys": 2, marker: first.nextMarker }, {});
    expect([second.objects.map(({ name }) => name), second.isTruncated]).toEqual([["list/图"], false]);

    const names: string[] = [];
    let token: string | undefined;
    do {
      const page = await client.listV2(
        { prefix: "list/", "max-keys": "1", ...(token && { "continuation-token": token }) } as never,
        {},
      );
      names.push(...page.objects.map(({ name }) => name));
      token = (page as unknown as { nextContinuationToken?: string }).nextContinuationToken;
    } while (token);
    expect(names).toEqual(["list/a", "list/b/1", "list/b/2", "list/图"]);
  });

  test("an unchanged object is not sent again", async () => {
    const { res } = await client.get("example.jpg", { process: "image/rotate,90" });
    const { etag } = res.headers as { etag: string };
    const again = await client.get("example.jpg", { process: "image/rotate,90", headers: { "If-None-Match": etag } });
    expect(again.res.status).toBe(304);
  });

  test("putACL and getACL", async () => {
    expect((await client.getACL("example.jpg")).acl).toBe("default");
    await client.putACL("example.jpg", "public-read");
    expect((await client.getACL("example.jpg")).acl).toBe("public-read");
    await client.putACL("example.jpg", "default" as never);
  });

  test("buckets: info, location, ACL, list, delete", async () => {
    expect((await client.getBucketInfo(bucket)).bucket).toMatchObject({ Name: bucket, Location: "oss-cn-hangzhou" });
    expect((await client.getBucketLocation(bucket)).location).toBe("oss-cn-hangzhou");
    await client.putBucketACL(bucket, "public-read");
    expect((await client.getBucketACL(bucket)).acl).toBe("public-read");
    await client.putBucketACL(bucket, "private");
    const { buckets } = (await client.listBuckets({ prefix: bucket })) as unknown as { buckets: { name: string }[] };
    expect(buckets.map(({ name }) => name)).toEqual([bucket, other]);
    expect(await codeOf(client.deleteBucket(bucket))).toBe("BucketNotEmpty");
    await client.putBucket(`${bucket}-empty`);
    await client.deleteBucket(`${bucket}-empty`);
    expect(await codeOf(client.getBucketInfo(`${bucket}-empty`))).toBe("NoSuchBucket");
  });

  test("a wrong secret, an unknown key and operations that are not served", async () => {
    const wrong = createClient(gateway, mode, { bucket, accessKeySecret: "wrong" });
    expect(await codeOf(wrong.get("example.jpg"))).toBe("SignatureDoesNotMatch");
    expect(await codeOf(wrong.put("x", Buffer.from("x")))).toBe("SignatureDoesNotMatch");
    const unknown = createClient(gateway, mode, { bucket, accessKeyId: "NOBODY" });
    expect(await codeOf(unknown.get("example.jpg"))).toBe("InvalidAccessKeyId");
    expect(await codeOf(client.getBucketWebsite(bucket))).toBe("NotImplemented");
    expect(await codeOf(client.putSymlink("link", "example.jpg", {} as never))).toBe("NotImplemented");
    expect(await codeOf(client.head("link"))).toBe("NoSuchKey");
  });
});

function pixels(image: Buffer): Promise<Buffer> {
  return sharp(image).removeAlpha().raw().toBuffer();
}
