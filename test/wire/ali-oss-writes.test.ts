import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startGateway, type TestGateway } from "../support/gateway.js";
import { type Client, codeOf, createClient, manners } from "./client.js";

const mebibyte = 1024 * 1024;
const partSize = 100 * 1024;
const large = Buffer.alloc(64 * mebibyte, randomBytes(mebibyte));

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startGateway();
});

afterAll(() => gateway.stop());

describe.each(manners)("ali-oss, writes, addressing by $mode, version 4: $authorizationV4", ({
  mode,
  authorizationV4,
}) => {
  const bucket = `writes-${mode}-${authorizationV4 ? "v4" : "v1"}`;
  let client: Client;

  beforeAll(async () => {
    client = createClient(gateway, mode, { bucket, authorizationV4 } as object);
    await client.putBucket(bucket);
  });

  const etagOf = async (key: string) => ((await client.head(key)).res.headers as { etag: string }).etag;
  const contentOf = async (key: string) => (await client.get(key)).content;

  test("objects of 0 bytes and of 64 MB", async () => {
    await client.put("empty", Buffer.alloc(0));
    expect(await contentOf("empty")).toHaveLength(0);
    await client.put("large", large);
    expect((await contentOf("large")).equals(large)).toBe(true);
    const range = await client.get("large", { headers: { Range: "bytes=-7" } });
    expect([range.res.status, range.content.equals(large.subarray(-7))]).toEqual([206, true]);
    await client.delete("large");
  });

  test("a copy keeps metadata or replaces it, and heeds conditions", async () => {
    await client.put("source", Buffer.from("source"), { mime: "text/a", meta: { a: "1" } as never });
    await client.copy("target", "source");
    expect((await client.head("target")).meta).toEqual({ a: "1" });
    await client.copy("target", "source", {
      meta: { b: "2" } as never,
      headers: { "Content-Type": "text/b" },
    } as never);
    const head = await client.head("target");
    expect([head.meta, (head.res.headers as Record<string, string>)["content-type"]]).toEqual([{ b: "2" }, "text/b"]);
    await client.putMeta("target", { c: "3" } as never, {} as never);
    expect((await client.head("target")).meta).toEqual({ c: "3" });

    const etag = await etagOf("source");
    const copy = (headers: object) => client.copy("target", "source", { headers } as never);
    expect(await codeOf(copy({ "If-Match": '"0"' }))).toBe("PreconditionFailed");
    expect((await copy({ "If-None-Match": etag })).res.status).toBe(304);
    expect((await copy({ "If-Match": etag })).res.status).toBe(200);
    expect(await codeOf(client.copy("target", "nothing"))).toBe("NoSuchKey");
    expect(await codeOf(client.copy("target", "/writes-nowhere/source"))).toBe("NoSuchBucket");
  });

  test("a copy into another bucket", async () => {
    const other = createClient(gateway, mode, { bucket: `${bucket}-other`, authorizationV4 } as object);
    await other.putBucket(`${bucket}-other`);
    await client.put("图 1+2", Buffer.from("here"));
    await other.copy("图 1+2", "图 1+2", bucket);
    expect((await other.get("图 1+2")).content.toString()).toBe("here");
    expect(await codeOf(other.deleteBucket(`${bucket}-other`))).toBe("BucketNotEmpty");
    await other.delete("图 1+2");
    await other.deleteBucket(`${bucket}-other`);
  });

  test("an object grows where it ends, and nowhere else", async () => {
    const first = await client.append("log", Buffer.from("first "));
    await client.append("log", Buffer.from("second"), { position: first.nextAppendPosition });
    expect((await contentOf("log")).toString()).toBe("first second");
    expect(await codeOf(client.append("log", Buffer.from("x"), { position: 1 } as never))).toBe(
      "PositionNotEqualToLength",
    );
    expect(await codeOf(client.append("source", Buffer.from("x")))).toBe("ObjectNotAppendable");
  });

  test("many are deleted at a time, quietly too", async () => {
    const names = Array.from({ length: 1000 }, (_, at) => `many/${at} & <"'>`);
    await client.put(names[7]!, Buffer.from("x"));
    const { deleted } = await client.deleteMulti(names);
    expect((deleted as unknown as { Key: string }[]).map(({ Key }) => Key)).toEqual(names);
    expect(await codeOf(client.head(names[7]!))).toBe("NoSuchKey");
    expect((await client.deleteMulti(names, { quiet: true })).deleted ?? []).toHaveLength(0);
    expect(await codeOf(client.deleteMulti([...names, "one more"]))).toBe("MalformedXML");
  });

  test("an upload in parts: in parallel, out of order, copied, replaced", async () => {
    const body = randomBytes(3 * partSize + 5);
    await client.put("parts from", body);
    const { uploadId } = await client.initMultipartUpload("parts", { mime: "text/parts" } as never);
    const send = async (number: number, from: number, to: number) => {
      const { etag } = await client.uploadPart("parts", uploadId, number, body, from, to);
      return { number, etag };
    };
    await send(2, 0, partSize);
    const sent = await Promise.all([
      send(9, 3 * partSize, body.length),
      send(2, partSize, 2 * partSize),
      send(1, 0, partSize),
    ]);
    const copied = await client.uploadPartCopy(
      "parts",
      uploadId,
      3,
      `${2 * partSize}-${3 * partSize - 1}`,
      { sourceKey: "parts from", sourceBucketName: bucket },
      {},
    );
    const { parts } = await client.listParts("parts", uploadId, { "max-parts": 1000 } as never);
    expect((parts as unknown as { PartNumber: string }[]).map(({ PartNumber }) => PartNumber)).toEqual([
      "1",
      "2",
      "3",
      "9",
    ]);
    const all = [...sent, { number: 3, etag: copied.etag }].sort((a, b) => a.number - b.number);
    const done = await client.completeMultipartUpload("parts", uploadId, all);
    expect(done.etag).toMatch(/^"[0-9A-F]{32}-4"$/);
    expect((await contentOf("parts")).equals(body)).toBe(true);
    expect((await client.head("parts")).res.headers).toMatchObject({
      "content-type": "text/parts",
      "x-oss-object-type": "Multipart",
    });
    expect(await codeOf(client.abortMultipartUpload("parts", uploadId))).toBe("NoSuchUpload");
  });

  test("an upload that is refused or given up", async () => {
    const { uploadId } = await client.initMultipartUpload("given up");
    const [a, b] = [
      await client.uploadPart("given up", uploadId, 1, Buffer.from("a"), 0, 1),
      await client.uploadPart("given up", uploadId, 2, Buffer.from("b"), 0, 1),
    ];
    const complete = (...etags: string[]) =>
      codeOf(
        client.completeMultipartUpload(
          "given up",
          uploadId,
          etags.map((etag, at) => ({ number: at + 1, etag })),
        ),
      );
    expect(await complete(a.etag, b.etag)).toBe("EntityTooSmall");
    expect(await complete(b.etag)).toBe("InvalidPart");
    expect(await codeOf(client.uploadPart("given up", uploadId, 10_001, Buffer.from("a"), 0, 1))).toBe(
      "InvalidArgument",
    );
    await client.abortMultipartUpload("given up", uploadId);
    expect(await codeOf(client.listParts("given up", uploadId))).toBe("NoSuchUpload");
    expect(await codeOf(client.head("given up"))).toBe("NoSuchKey");
  });

  test("uploads under way, page by page", async () => {
    const names = ["under/way/a", "under/way/a", "under/way/b", "under/way/图"];
    for (const name of names) await client.initMultipartUpload(name);
    const found: string[] = [];
    let markers = {};
    for (let isTruncated = true; isTruncated; ) {
      const page = await client.listUploads({ prefix: "under/way/", "max-uploads": 1, ...markers } as never);
      found.push(...(page.uploads as unknown as { name: string; uploadId: string }[]).map(({ name }) => name));
      markers = { "key-marker": page.nextKeyMarker, "upload-id-marker": page.nextUploadIdMarker };
      isTruncated = page.isTruncated as unknown as boolean;
    }
    expect(found).toEqual(names);
  });

  test("the client's own multipart upload and copy, resumed from a checkpoint", async () => {
    const body = randomBytes(5 * mebibyte + 1);
    const uploads: object[] = [];
    const progress = async (_: number, checkpoint: object) => void (checkpoint && uploads.push(checkpoint));
    await client.multipartUpload("big", body, { partSize: mebibyte, parallel: 3, progress } as never);
    expect((await contentOf("big")).equals(body)).toBe(true);
    expect(uploads.length).toBeGreaterThan(5);
    await client.multipartUploadCopy(
      "big copy",
      { sourceKey: "big", sourceBucketName: bucket } as never,
      {
        partSize: mebibyte,
      } as never,
    );
    expect((await contentOf("big copy")).equals(body)).toBe(true);

    const { uploadId } = await client.initMultipartUpload("resumed");
    const { etag } = await client.uploadPart("resumed", uploadId, 1, body, 0, mebibyte);
    const checkpoint = {
      file: body,
      name: "resumed",
      fileSize: body.length,
      partSize: mebibyte,
      uploadId,
      doneParts: [{ number: 1, etag }],
    };
    await client.multipartUpload("resumed", body, { checkpoint } as never);
    expect((await contentOf("resumed")).equals(body)).toBe(true);
  });

  test("a form with a signed policy", async () => {
    const now = new Date();
    const day = now.toISOString().slice(0, 10).replaceAll("-", "");
    const signedAt = {
      "x-oss-signature-version": "OSS4-HMAC-SHA256",
      "x-oss-credential": `${gateway.accessKeyId}/${day}/cn-hangzhou/oss/aliyun_v4_request`,
      "x-oss-date": now.toISOString().replace(/[-:]|\.\d+/g, ""),
    };
    const policy = {
      expiration: new Date(now.getTime() + 60_000).toISOString(),
      conditions: [
        { bucket },
        ["starts-with", "$key", "form/"],
        ["content-length-range", 1, 10],
        ...(authorizationV4 ? Object.entries(signedAt).map(([name, value]) => ({ [name]: value })) : []),
      ],
    };
    const signed = authorizationV4
      ? {
          ...signedAt,
          policy: Buffer.from(JSON.stringify(policy)).toString("base64"),
          "x-oss-signature": client.signPostObjectPolicyV4(policy, now),
        }
      : client.calculatePostSignature(policy);
    const post = async (fields: object, content: string) => {
      const form = new FormData();
      for (const [name, value] of Object.entries({ ...signed, ...fields })) form.append(name, value as string);
      form.append("file", new Blob([content], { type: "text/form" }), "图.txt");
      return (await fetch(`${gateway.url}/${bucket}`, { method: "POST", body: form })).status;
    };
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the protocol's own placeholder for the file's name
    expect(await post({ key: "form/${filename}", success_action_status: "201" }, "by form")).toBe(201);
    const { content, res } = await client.get("form/图.txt");
    expect([content.toString(), (res.headers as Record<string, string>)["content-type"]]).toEqual([
      "by form",
      "text/form",
    ]);
    expect(await post({ key: "elsewhere" }, "by form")).toBe(403);
    expect(await post({ key: "form/long" }, "more than ten")).toBe(400);
  });
});
