import { createHmac } from "node:crypto";
import { createReadStream } from "node:fs";
import { createServer, type Server } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { parseBucketName } from "../../src/base/bucket-name.js";
import { parseObjectKey } from "../../src/base/object-key.js";
import type { CorsConfiguration } from "../../src/service/ports.js";
import { bytesOf } from "../support/bytes-of.js";
import { startGateway, type TestGateway } from "../support/gateway.js";
import { openBrowser, type TestBrowser } from "./open-browser.js";

const sdk = createRequire(import.meta.url).resolve("ali-oss/dist/aliyun-oss-sdk.min.js");
const call = { caller: { kind: "admin" }, signal: new AbortController().signal } as const;
const bucket = parseBucketName("photos");
/** Three parts of the size that the client is told, and a rest. */
const byteSize = 3 * 102_400 + 5;

let gateway: TestGateway;
let chrome: TestBrowser;
/** Serves the page, and the client's browser build, at an origin of its own. */
let pages: Server;
let origin: string;
let page: Page;

beforeAll(async () => {
  pages = createServer((request, response) => {
    if (request.url === "/sdk.js") createReadStream(sdk).pipe(response.setHeader("Content-Type", "text/javascript"));
    else response.setHeader("Content-Type", "text/html").end('<!doctype html><script src="/sdk.js"></script>');
  });
  await new Promise<void>((resolve) => pages.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(pages.address() as AddressInfo).port}`;
  [gateway, chrome] = await Promise.all([startGateway(), openBrowser()]);
  await gateway.service.createBucket(bucket, "private", call);
});
afterAll(async () => {
  await chrome.close();
  await gateway.stop();
  pages.closeAllConnections();
  await new Promise((resolve) => pages.close(resolve));
});

beforeEach(async () => {
  await page?.context().close();
  page = await (await chrome.browser.newContext()).newPage();
  await page.goto(origin);
});

/** Lets pages of those origins do everything that the client asks for, or none. */
async function allow(origins: readonly string[]): Promise<void> {
  const cors: CorsConfiguration | undefined =
    origins.length === 0
      ? undefined
      : {
          rules: [
            {
              allowedOrigins: origins,
              allowedMethods: ["GET", "PUT", "POST", "DELETE", "HEAD"],
              allowedHeaders: ["*"],
              exposeHeaders: ["ETag", "x-oss-request-id"],
              maxAgeSeconds: 0,
            },
          ],
          responseVary: true,
        };
  await gateway.service.updateBucket(bucket, { cors }, call);
}

/** What a page does: the client uploads a file in parts, and says its ETag, or what it failed with. */
function uploadInParts(key: string): Promise<string> {
  const { accessKeyId, accessKeySecret, port } = gateway;
  const options = { accessKeyId, accessKeySecret, bucket, endpoint: `http://localhost:${port}`, secure: false };
  return page.evaluate(
    async ({ options, key, byteSize }) => {
      // Of the client's browser build only this is used; its own types are those of the other one.
      type Client = {
        multipartUpload(
          key: string,
          file: File,
          options: { partSize: number },
        ): Promise<{ etag: string; res: { status: number } }>;
      };
      const { OSS } = globalThis as unknown as { OSS: new (options: object) => Client };
      const bytes = Uint8Array.from({ length: byteSize }, (_, i) => i % 251);
      try {
        const { etag } = await new OSS(options).multipartUpload(key, new File([bytes], "a.bin"), { partSize: 102_400 });
        return etag;
      } catch (error) {
        return `failed: ${(error as Error).name}`;
      }
    },
    { options, key, byteSize },
  );
}

test("a page of an origin that the bucket allows uploads in parts and reads the ETag", async () => {
  await allow(["https://elsewhere.example", origin]);
  expect(await uploadInParts("dir/in parts.bin")).toMatch(/^"[0-9A-F]{32}-4"$/);
  const object = await gateway.service.getObject({ bucket, key: parseObjectKey("dir/in parts.bin") }, call);
  const stored = await bytesOf(await gateway.service.openObject(object, undefined, call));
  expect(stored.equals(Buffer.from(Uint8Array.from({ length: byteSize }, (_, i) => i % 251)))).toBe(true);
});

test.each([
  ["no rules", []],
  ["rules for others", ["https://elsewhere.example"]],
])("a bucket with %s is out of the page's reach", async (_, origins) => {
  await allow(origins);
  expect(await uploadInParts("forbidden.bin")).toMatch(/^failed: /);
  const page = await gateway.service.listUploads({ bucket, limit: 10 }, call);
  expect(page.uploads).toEqual([]);
});

test("a page sends a form that was signed for it", async () => {
  await allow([origin]);
  const conditions = [{ bucket }, ["starts-with", "$key", "forms/"], ["content-length-range", 1, 100]];
  const expiration = new Date(Date.now() + 60_000).toISOString();
  const policy = Buffer.from(JSON.stringify({ expiration, conditions })).toString("base64");
  const fields = {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the wire's own placeholder
    key: "forms/${filename}",
    OSSAccessKeyId: gateway.accessKeyId,
    policy,
    Signature: createHmac("sha1", gateway.accessKeySecret).update(policy).digest("base64"),
    success_action_status: "201",
  };
  const post = (url: string, size: number) =>
    page.evaluate(
      async ({ url, fields, size }) => {
        const form = new FormData();
        for (const [name, value] of Object.entries(fields)) form.append(name, value);
        form.append("file", new File(["x".repeat(size)], '图 "1".txt', { type: "text/plain" }));
        const response = await fetch(url, { method: "POST", body: form });
        const document = new DOMParser().parseFromString(await response.text(), "text/xml");
        return [response.status, document.querySelector("Key, Code")?.textContent];
      },
      { url, fields, size },
    );
  const url = `http://photos.localhost:${gateway.port}/`;
  // Browsers write a quotation mark in a file's name as %22. Source: HTML standard, multipart/form-data.
  expect(await post(url, 10)).toEqual([201, "forms/图 %221%22.txt"]);
  expect(await post(url, 101)).toEqual([400, "EntityTooLarge"]);
});
