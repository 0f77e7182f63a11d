import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { parseBucketName } from "../../src/base/bucket-name.js";
import { parseObjectKey } from "../../src/base/object-key.js";
import { startGateway, type TestGateway } from "../support/gateway.js";
import { openBrowser, type TestBrowser } from "./open-browser.js";

// What an attacker would upload: a script that calls the API with whatever the browser grants to the page's origin.
const script = `fetch("/graphql", { method: "POST", headers: { "content-type": "application/json" }, body: '{"query":"{viewer{roles}}"}' });
fetch("/pages/the-script-ran");`;
const html = `<!doctype html><title>page</title><body>page<img src="x" onerror='${script}'><script>${script}</script></body>`;
const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" onload='fetch("/pages/the-script-ran")'><script>${script}</script></svg>`;
const xhtml = `<html xmlns="http://www.w3.org/1999/xhtml"><body>page<script>${script}</script></body></html>`;

const uploads: readonly (readonly [key: string, contentType: string, body: string])[] = [
  ["page.html", "text/html", html],
  ["upper.html", "TEXT/HTML; charset=utf-8", html],
  ["sniffed", "application/octet-stream", html],
  ["typeless.html", "", html],
  ["claims-text.html", "text/plain", html],
  ["claims-image.html", "image/png", html],
  ["claims-odd.html", "image/svg", html],
  ["drawing.svg", "image/svg+xml", svg],
  ["upper.svg", "Image/SVG+XML", svg],
  ["page.xhtml", "application/xhtml+xml", xhtml],
  ["page.xml", "text/xml", xhtml],
  ["page.pdf", "application/pdf", html],
];

let gateway: TestGateway;
let chrome: TestBrowser;
let page: Page;

beforeAll(async () => {
  [gateway, chrome] = await Promise.all([startGateway(), openBrowser()]);
  const call = { caller: { kind: "admin" }, signal: new AbortController().signal } as const;
  const bucket = parseBucketName("pages");
  await gateway.service.createBucket(bucket, "public-read", call);
  for (const [key, contentType, body] of uploads)
    await gateway.service.putObject(
      { bucket, key: parseObjectKey(key) },
      Readable.from([body]),
      { contentType, metadata: {} },
      call,
    );
});
afterAll(async () => {
  await chrome.close();
  await gateway.stop();
});

beforeEach(async () => {
  await page?.context().close();
  page = await (await chrome.browser.newContext({ acceptDownloads: true })).newPage();
});

/** Opens an address until it is shown, or offered as a download, and everything that it asked for has ended. */
async function visit(url: string): Promise<"shown" | "downloaded"> {
  const download = page.waitForEvent("download", { timeout: 10_000 }).then(
    () => "downloaded" as const,
    () => "shown" as const,
  );
  const shown = page.goto(url, { waitUntil: "networkidle" }).then(
    () => "shown" as const,
    () => download,
  );
  return Promise.race([shown, download]);
}

/** Requests that the script of a page would have made. */
const acts = () => gateway.logLines.filter((line) => /"path":"\/(?:graphql|pages\/the-script-ran)"/.test(line));

test("control: a request of the script would be seen", async () => {
  const before = acts().length;
  await (await fetch(`${gateway.url}/pages/the-script-ran`)).text();
  await (await fetch(`${gateway.url}/graphql`, { method: "POST" })).text();
  await expect.poll(() => acts().length).toBe(before + 2);
});

test("control: the same page on a host without the gateway's headers does run its script", async () => {
  const paths: string[] = [];
  const server: Server = createServer((request, response) => {
    paths.push(request.url ?? "");
    response.writeHead(200, { "content-type": "text/html" }).end(request.url === "/pages/page.html" ? html : "");
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  await visit(`http://127.0.0.1:${port}/pages/page.html`);
  // A browser also opens connections that it never uses; they would keep the server open.
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
  expect(paths).toContain("/graphql");
  expect(paths).toContain("/pages/the-script-ran");
});

describe.each([
  ["the gateway's own host", () => `${gateway.url}/pages/`],
  ["the bucket's host", () => `http://pages.localhost:${gateway.port}/`],
])("on %s", (_, base) => {
  test.each(uploads)("%s as %j cannot act", async (key) => {
    const before = acts().length;
    await visit(base() + key);
    expect(acts().slice(before)).toEqual([]);
  });
});

test("on the gateway's own host a page is not even shown", async () => {
  expect(await visit(`${gateway.url}/pages/page.html`)).toBe("downloaded");
  expect(await visit(`${gateway.url}/pages/drawing.svg`)).toBe("downloaded");
});

test("on the bucket's host a page is shown as what it is: text without an origin", async () => {
  expect(await visit(`http://pages.localhost:${gateway.port}/page.html`)).toBe("shown");
  expect(await page.locator("body").innerText()).toContain("page");
  expect(await page.evaluate("self.origin")).toBe("null");
});
