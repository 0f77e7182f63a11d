import { cp, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseBucketName } from "../../src/base/bucket-name.js";
import { parseObjectKey } from "../../src/base/object-key.js";
import { parseStyleName } from "../../src/base/style-name.js";
import { type OpenFolder, openFolder } from "./open-folder.js";

const fixtures = fileURLToPath(new URL("../fixtures", import.meta.url));
const versions = (await readdir(fixtures)).filter((name) => /^data-v\d+$/.test(name));
const never = new AbortController().signal;
const photos = parseBucketName("photos");
const vault = parseBucketName("vault");

test("there is a data folder of every version", () => {
  expect(versions.length).toBeGreaterThan(0);
});

// Written by scripts/make-data-fixture.mjs of each version.
describe.each(versions)("a data folder %s", (version) => {
  let dataDir: string;
  let open: OpenFolder;
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), "imgraph-fixture-"));
    await cp(join(fixtures, version), dataDir, { recursive: true });
    // The upload under way is as old as the fixture.
    open = await openFolder(dataDir, { graceMs: 0, uploadLifetimeMs: 1e13 });
  });
  afterAll(async () => {
    await open.close();
    await rm(dataDir, { recursive: true });
  });

  test("has its buckets", async () => {
    const listed = (await open.store.listBuckets({ limit: 10 }, never)).buckets;
    const buckets = await Promise.all(listed.map(async ({ name }) => (await open.store.findBucket(name, never))!));
    expect(buckets.map(({ name, acl }) => [name, acl])).toEqual([
      ["empty", "public-read-write"],
      ["photos", "public-read"],
      ["vault", "private"],
    ]);
    expect(buckets[1]?.createdAt).toBe(1_767_225_601_000);
  });

  test("has its buckets' policies", async () => {
    expect(await open.store.findBucket(photos, never)).toMatchObject({ styleSeparators: [], sourceProtection: [] });
    expect(await open.store.findBucket(vault, never)).toMatchObject(
      // Version 1 had none.
      numberOf(version) < 2
        ? { styleSeparators: [], sourceProtection: [] }
        : {
            styleSeparators: ["-", "!"],
            sourceProtection: [{ prefix: "原图/", extensions: ["jpg"], caseInsensitive: true }, { suffix: ".raw" }],
          },
    );
    const change = { styleSeparators: ["!"], sourceProtection: [{}] } as const;
    expect(await open.store.updateBucket(photos, change, never)).toMatchObject(change);
  });

  test("has its objects, and no file is taken for a leftover", async () => {
    expect(await open.swept).toEqual({ temporaryFiles: 0, unknownBlobs: 0 });
    const { objects } = await open.store.list({ bucket: photos, limit: 10 }, never);
    const contents = [];
    for (const each of objects)
      contents.push([
        each.key,
        (await open.store.find(each, never))?.acl,
        await text(await open.store.open(each, undefined, never)),
      ]);
    expect(contents).toEqual([
      ["notes/中文 🙂.txt", "default", "one and the same"],
      ["nothing", "private", ""],
      ["pixel.gif", "default", expect.stringMatching(/^GIF87a/)],
    ]);
  });

  test("has all that belongs to an object", async () => {
    const pixel = await open.store.find({ bucket: photos, key: parseObjectKey("pixel.gif") }, never);
    expect(pixel).toStrictEqual({
      bucket: photos,
      key: "pixel.gif",
      version: expect.any(String),
      etag: "1BA2F692C0E7D734B728AB6AABA88FD4",
      crc64: "10910330312213260498",
      byteSize: 35,
      acl: "default",
      type: "Normal",
      lastModified: expect.any(Number),
      contentType: "image/gif",
      metadata: { author: "李白" },
      inspection: {
        state: "image",
        header: { format: "gif", width: 1, height: 1, orientation: 1, frames: 1, alpha: false, byteSize: 35 },
      },
    });
    expect(await open.store.find({ bucket: vault, key: parseObjectKey("copy") }, never)).toMatchObject({
      acl: "public-read",
      contentDisposition: "attachment",
      contentEncoding: "identity",
      contentLanguage: "en",
      expires: "Thu, 01 Jan 2032 00:00:00 GMT",
    });
  });

  test("has its styles", async () => {
    const styles = await open.store.listStyles(photos, never);
    expect(styles.map(({ name, content }) => [name, content])).toEqual([
      ["Small_2.0-x", "image/resize,w_200/format,webp"],
      ["small", "image/resize,w_100"],
    ]);
  });

  test("has what its styles were: in version 4 and before, what they are", async () => {
    const small = parseStyleName("small");
    const versions = await open.store.listStyleVersions(photos, small, never);
    const now = { content: "image/resize,w_100" };
    expect(versions).toMatchObject(
      numberOf(version) < 5
        ? [{ ...now, version: 1, parameters: [] }]
        : [
            { ...now, version: 2, changedBy: "token ann", parameters: [{ name: "width", max: 400 }] },
            { content: "image/resize,w_90", version: 1, changedBy: "admin", parameters: [] },
          ],
    );
    expect(await open.store.putStyle(photos, small, { content: "image/info" }, never)).toMatchObject({
      version: versions.length + 1,
      parameters: versions[0]?.parameters,
    });
  });

  if (numberOf(version) >= 3)
    describe("has what version 3 brought:", () => {
      test("its CORS rules", async () => {
        expect(await open.store.findBucket(vault, never)).toMatchObject({
          cors: {
            rules: [
              {
                allowedOrigins: ["https://*.example.com"],
                allowedMethods: ["GET", "HEAD"],
                allowedHeaders: ["*"],
                exposeHeaders: ["ETag"],
                maxAgeSeconds: 60,
              },
            ],
            responseVary: true,
          },
        });
      });

      test("its objects of several files, and they can change", async () => {
        const at = (key: string) => ({ bucket: vault, key: parseObjectKey(key) });
        const read = async (key: string) => {
          const object = (await open.store.find(at(key), never))!;
          return text(await open.store.open(object, undefined, never));
        };
        expect(await read("log")).toBe("one two");
        const parts = `${"part ".repeat(20_480)}end`;
        for (const key of ["parts", "parts/copy"]) expect(await read(key)).toBe(parts);
        expect(await open.store.find(at("parts"), never)).toMatchObject({
          type: "Multipart",
          etag: expect.stringMatching(/^[0-9A-F]{32}-2$/),
          metadata: { who: "李白" },
        });
        const more = { contentType: "text/plain", metadata: {}, position: 7 };
        await open.store.append(at("log"), Readable.from([" three"]), more, never);
        expect(await read("log")).toBe("one two three");
        await open.store.delete(at("parts"), never);
        expect(await read("parts/copy")).toBe(parts);
      });

      test("its access keys", async () => {
        expect(await open.catalog.accessKeys.find("fixture-key")).toMatchObject({
          secret: "fixture-secret",
          label: "for photos",
          role: "write",
          scopes: [{ bucket: photos, prefix: "notes/" }],
        });
      });

      test("its facts of a store far away", async () => {
        const object = { bucket: parseBucketName("far"), key: parseObjectKey("pixel.gif"), version: "1" };
        expect(await open.catalog.facts.findInspections([object])).toMatchObject([{ state: "image" }]);
        expect(await open.catalog.facts.findBucketFacts(object.bucket)).toMatchObject({ styleSeparators: ["!"] });
      });

      test("its upload under way, which can be completed", async () => {
        const { uploads } = await open.store.listUploads({ bucket: vault, limit: 10 }, never);
        expect(uploads).toMatchObject([{ key: "under way", id: expect.stringMatching(/^[0-9A-F]{32}$/) }]);
        const { parts } = await open.store.listParts(uploads[0]!, { limit: 10 }, never);
        expect(parts.map(({ number, byteSize }) => [number, byteSize])).toEqual([
          [1, 16],
          [2, 7],
        ]);
        const object = await open.store.completeUpload(uploads[0]!, { parts: parts.slice(0, 1) }, never);
        expect(await text(await open.store.open(object, undefined, never))).toBe("one and the same");
      });
    });

  if (numberOf(version) >= 5)
    describe("has what versions 4 and 5 brought:", () => {
      const pixel = { bucket: photos, key: parseObjectKey("pixel.gif") };
      const far = parseBucketName("far");

      test("its fallback images", async () => {
        expect(await open.store.findBucket(photos, never)).toMatchObject({ fallbackImage: "pixel.gif" });
        expect(await open.catalog.facts.findBucketFacts(far)).toMatchObject({ fallbackImage: "none.jpg" });
      });

      test("its index of a store far away", async () => {
        expect(await open.catalog.listedImages.places(far)).toMatchObject([{ prefix: "" }]);
        expect(await open.catalog.listedImages.count({ bucket: far, filter: {} })).toBe(1);
      });

      test("its notes", async () => {
        const notes = { alt: "白", tags: ["tiny"], focalPoint: { x: 0.5, y: 0.25 } };
        expect(await open.catalog.notes.find([pixel])).toEqual([notes]);
      });

      test("its signed URLs, revocations and completed uploads", async () => {
        const { urls, completedUploads } = open.catalog;
        const url = { ...pixel, process: "style/small", expiresAt: 4_000_000_000 };
        expect(await urls.list({ bucket: photos, limit: 10 })).toMatchObject([{ caller: "token ann" }]);
        expect(await urls.revocations()).toMatchObject([{ id: "r1", endsAt: 4_000_000_000 }]);
        expect(await urls.revocationOfCallers(url)).toBe("r1");
        const staged = { bucket: photos, key: parseObjectKey(".imgraph/uploads/one") };
        expect(await completedUploads.find(staged)).toMatchObject({ etag: "E" });
      });
    });

  test("can be written to", async () => {
    const at = { bucket: vault, key: parseObjectKey("new") };
    const object = await open.store.put(at, Readable.from(["new"]), { contentType: "text/plain", metadata: {} }, never);
    expect(await text(await open.store.open(object, undefined, never))).toBe("new");
    expect(await open.store.delete(at, never)).toBe(true);
  });
});

function numberOf(folder: string): number {
  return Number(folder.slice("data-v".length));
}
