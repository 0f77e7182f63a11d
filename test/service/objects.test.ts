import { Readable } from "node:stream";
import { describe, expect, test } from "vitest";
import { parseBucketName } from "../../src/base/bucket-name.js";
import type { Role, Scope } from "../../src/service/ports.js";
import type { Call } from "../../src/service/service.js";
import { bytesOf } from "../support/bytes-of.js";
import { expectFailure } from "../support/expect-failure.js";
import { anonymous, at, contentOf, house, photo, signed } from "./house.js";

const plain = { contentType: "text/plain", metadata: {} };

describe("rights come before existence", () => {
  test("a missing key of a private bucket is AccessDenied for anonymous, NoSuchKey for a key", async () => {
    const { service, bucket } = house();
    await bucket("shut");
    await expectFailure("AccessDenied", () => service.getObject(at("shut", "a"), anonymous));
    await expectFailure("NoSuchKey", () => service.getObject(at("shut", "a"), signed));
  });

  test("a missing key of a public bucket is NoSuchKey for everybody", async () => {
    const { service, bucket } = house();
    await bucket("open", "public-read");
    await expectFailure("NoSuchKey", () => service.getObject(at("open", "a"), anonymous));
  });

  test("a missing bucket is NoSuchBucket for everybody", async () => {
    const { service } = house();
    for (const call of [anonymous, signed])
      await expectFailure("NoSuchBucket", () => service.getObject(at("none", "a"), call));
  });

  test("refusals in a private bucket do not tell whether there is an object", async () => {
    const { service, bucket, put } = house();
    await bucket("shut");
    await put("shut", "there", "x", "private");
    const there = await expectFailure("AccessDenied", () => service.getObject(at("shut", "there"), anonymous));
    const absent = await expectFailure("AccessDenied", () => service.getObject(at("shut", "absent"), anonymous));
    expect(there.message).toBe(absent.message);
  });

  test("authorizeRead asks for the right only", async () => {
    const { service, bucket } = house();
    await bucket("shut");
    await bucket("open", "public-read");
    await expectFailure("AccessDenied", () => service.authorizeRead(at("shut", "a"), "image/info", anonymous));
    await expectFailure("NoSuchBucket", () => service.authorizeRead(at("none", "a"), "image/info", anonymous));
    await service.authorizeRead(at("open", "a"), "image/info", anonymous);
  });

  test("authorizePost asks for public-read-write, or a key", async () => {
    const { service, bucket } = house();
    await bucket("read", "public-read");
    await bucket("write", "public-read-write");
    await expectFailure("AccessDenied", () => service.authorizePost(at("read", "a"), anonymous));
    await service.authorizePost(at("write", "a"), anonymous);
    await service.authorizePost(at("read", "a"), signed);
  });

  test("authorizeDelete asks for a right to write somewhere in the bucket", async () => {
    const { service, bucket } = house();
    const name = parseBucketName("read");
    await bucket("read", "public-read");
    await bucket("write", "public-read-write");
    const limited = (role: Role, scope: Scope): Call => ({
      ...signed,
      caller: { kind: "key", accessKeyId: "limited", grant: { role, scopes: [scope] } },
    });
    for (const call of [
      anonymous,
      limited("read", { bucket: name }),
      limited("write", { bucket: parseBucketName("write") }),
      limited("write", { bucket: parseBucketName("write"), prefix: "a/" }),
    ])
      await expectFailure("AccessDenied", () => service.authorizeDelete(name, call));
    await service.authorizeDelete(parseBucketName("write"), anonymous);
    for (const call of [signed, limited("write", { bucket: name }), limited("write", { bucket: name, prefix: "a/" })])
      await service.authorizeDelete(name, call);
    await expectFailure("NoSuchBucket", () => service.authorizeDelete(parseBucketName("none"), signed));
  });
});

describe("what to do about a refusal", () => {
  const key: Call = {
    ...signed,
    caller: { kind: "key", accessKeyId: "reader", grant: { role: "read", scopes: "everywhere" } },
  };

  test("is to make an object public only for who may not read it and has no key", async () => {
    const h = house();
    await h.bucket("shut");
    const { hint } = await expectFailure("AccessDenied", () => h.service.getObject(at("shut", "a"), anonymous));
    expect(hint).toContain("make the object public-read");
  });

  test.each<[string, Call, string]>([
    ["without a key", anonymous, "Sign the request with a key that has the right."],
    [
      "with a key",
      key,
      "The key's role or places do not include writing this object: sign with one that has the right.",
    ],
  ])("that is about writing, %s", async (_, call, expected) => {
    const h = house();
    await h.bucket("shut");
    const { hint } = await expectFailure("AccessDenied", () => h.service.deleteObject(at("shut", "a"), call));
    expect(hint).toBe(expected);
  });
});

describe("writing", () => {
  test("anonymous callers write only where the ACL says so, and never an ACL", async () => {
    const { service, bucket } = house();
    await bucket("read", "public-read");
    await bucket("write", "public-read-write");
    const body = () => Readable.from(["x"]);
    await expectFailure("AccessDenied", () => service.putObject(at("read", "a"), body(), plain, anonymous));
    await service.putObject(at("write", "a"), body(), plain, anonymous);
    await expectFailure("AccessDenied", () =>
      service.putObject(at("write", "b"), body(), { ...plain, acl: "public-read" }, anonymous),
    );
    await service.putObject(at("write", "a"), body(), { ...plain, acl: "private" }, signed);
    await expectFailure("AccessDenied", () => service.putObject(at("write", "a"), body(), plain, anonymous));
    await expectFailure("AccessDenied", () => service.deleteObject(at("write", "a"), anonymous));
  });

  test("putting looks at no content", async () => {
    const { service, bucket, engine } = house();
    await bucket("shut");
    await service.putObject(at("shut", "a.jpg"), Readable.from([JSON.stringify(photo)]), plain, signed);
    expect(engine.inspections).toBe(0);
  });

  test("deleting what is not there is silent, but the bucket must be there", async () => {
    const { service, bucket } = house();
    await bucket("shut");
    await service.deleteObject(at("shut", "none"), signed);
    await expectFailure("NoSuchBucket", () => service.deleteObject(at("none", "none"), signed));
  });

  test("object ACLs are read and set by keys only", async () => {
    const { service, bucket, put } = house();
    await bucket("open", "public-read-write");
    await put("open", "a", "x");
    expect(await service.getObjectAcl(at("open", "a"), signed)).toBe("default");
    await service.setObjectAcl(at("open", "a"), "private", signed);
    expect(await service.getObjectAcl(at("open", "a"), signed)).toBe("private");
    await expectFailure("AccessDenied", () => service.getObjectAcl(at("open", "a"), anonymous));
    await expectFailure("AccessDenied", () => service.setObjectAcl(at("open", "a"), "public-read", anonymous));
    await expectFailure("NoSuchKey", () => service.getObjectAcl(at("open", "none"), signed));
    await expectFailure("NoSuchKey", () => service.setObjectAcl(at("open", "none"), "private", signed));
  });
});

describe("buckets", () => {
  const name = parseBucketName("some-bucket");

  test("all that concerns buckets needs a key, but listing a public one", async () => {
    const { service, bucket } = house();
    await bucket("some-bucket", "public-read");
    for (const run of [
      () => service.createBucket(name, undefined, anonymous),
      () => service.listBuckets({ limit: 10 }, anonymous),
      () => service.updateBucket(name, { acl: "private" }, anonymous),
      () => service.deleteBucket(name, anonymous),
    ])
      await expectFailure("AccessDenied", run);
    await service.listObjects({ bucket: name, limit: 1 }, anonymous);
    await service.updateBucket(name, { acl: "private" }, signed);
    await expectFailure("AccessDenied", () => service.listObjects({ bucket: name, limit: 1 }, anonymous));
  });

  test.each(["graphql", "console", "healthz", "readyz", "metrics"])("the path %s is no bucket", async (reserved) => {
    const { service } = house();
    await expectFailure("InvalidBucketName", () => service.createBucket(parseBucketName(reserved), undefined, signed));
  });

  test("what is not there is NoSuchBucket", async () => {
    const { service } = house();
    for (const run of [
      () => service.getBucket(name, signed),
      () => service.updateBucket(name, { acl: "private" }, signed),
      () => service.deleteBucket(name, signed),
      () => service.listObjects({ bucket: name, limit: 1 }, signed),
      () => service.listStyles(name, signed),
    ])
      await expectFailure("NoSuchBucket", run);
  });
});

describe("a version that is replaced between look-up and opening", () => {
  test("is asked for again, not missing", async () => {
    const h = house();
    await h.bucket("shut");
    const old = await h.put("shut", "a", "old");
    await h.put("shut", "a", "new");
    const failure = await expectFailure("ServiceUnavailable", () => h.service.openObject(old, undefined, signed));
    expect(failure.details.retryAfterSeconds).toBe(1);
    const now = await h.service.getObject(at("shut", "a"), signed);
    expect(String(await bytesOf(await h.service.openObject(now, undefined, signed)))).toBe("new");
    expect(await contentOf(h, now)).toBe("new");
  });

  test("is NoSuchKey when the key is gone", async () => {
    const { service, bucket, put } = house();
    await bucket("shut");
    const old = await put("shut", "a", "old");
    await service.deleteObject(at("shut", "a"), signed);
    await expectFailure("NoSuchKey", () => service.openObject(old, undefined, signed));
  });
});
