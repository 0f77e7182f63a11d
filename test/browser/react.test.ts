import type { Page } from "playwright-core";
import { createElement } from "react";
import { renderToString } from "react-dom/server";
import sharp from "sharp";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { Image, type ImageProps, type ResponsiveData } from "../../src/react/index.js";
import { bundled } from "./bundled.js";
import { openBrowser, type TestBrowser } from "./open-browser.js";

const origin = "http://site.localhost";
const data: ResponsiveData = {
  src: "/cat-800.png",
  srcSet: "/cat-200.png 200w, /cat-800.png 800w",
  width: 800,
  height: 600,
  base64:
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==",
};
const tall: ResponsiveData = { src: "/tall-300.png", width: 300, height: 500 };

let chrome: TestBrowser;
let program: string;
beforeAll(async () => {
  [chrome, { code: program }] = await Promise.all([
    openBrowser(),
    bundled(
      `export { Image } from "imgraph/react"; export { createElement } from "react";
      export { hydrateRoot } from "react-dom/client";`,
      { forVisitors: false },
    ),
  ]);
});
afterAll(() => chrome.close());

let page: Page;
let fetched: string[];
let deliver: () => void;
const complaints: string[] = [];
/** A page as a server renders it; its pictures come when `deliver` is called. */
async function open(props: ImageProps, { width = 1000, above = 0 } = {}) {
  page = await (await chrome.browser.newContext({ viewport: { width, height: 500 } })).newPage();
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(message.text());
  });
  page.on("pageerror", (error) => void complaints.push(String(error)));
  const delivery = new Promise<void>((resolve) => (deliver = resolve));
  fetched = [];
  const html = `<!doctype html><link rel="icon" href="data:,"><body style="margin:0"><div style="height:${above}px"></div><div id="root">${renderToString(
    createElement(Image, props),
  )}</div><p id="below">below</p>`;
  await page.route("**/*", async (route) => {
    const { pathname } = new URL(route.request().url());
    if (pathname === "/") return route.fulfill({ contentType: "text/html", body: html });
    fetched.push(pathname);
    await delivery;
    const [, across] = /-(\d+)\./.exec(pathname) ?? [];
    const side = { width: Number(across), height: Math.round(Number(across) * 0.75) };
    const body = await sharp({ create: { ...side, channels: 3, background: "red" } })
      .png()
      .toBuffer();
    return route.fulfill({ contentType: "image/png", body });
  });
  await page.goto(origin, { waitUntil: "domcontentloaded" });
}
const hydrate = async (props: ImageProps) => {
  await page.addScriptTag({ content: program });
  await page.evaluate(
    `bundled.hydrateRoot(document.getElementById("root"), bundled.createElement(bundled.Image, ${JSON.stringify(props)}))`,
  );
};
const background = () => page.locator("img").evaluate((img) => getComputedStyle(img).backgroundImage);
const shown = () => page.waitForFunction(() => document.images[0]?.complete && document.images[0].naturalWidth > 0);
const placeholderGone = () =>
  page.waitForFunction(() => getComputedStyle(document.images[0]!).backgroundImage === "none");
const top = (of: string) => page.locator(of).evaluate((element) => element.getBoundingClientRect().top);

beforeEach(async () => {
  await page?.context().close();
  complaints.length = 0;
});

test("the placeholder is there until the picture is, and nothing moves when it comes", async () => {
  await open({ data });
  await hydrate({ data });
  expect(await background()).toContain("data:image/svg+xml");
  const before = await top("#below");
  expect(before).toBeGreaterThan(590);
  deliver();
  await placeholderGone();
  expect(await top("#below")).toBe(before);
  expect(complaints).toEqual([]);
});

test("the placeholder stays until the picture can be painted, which is later than it has come", async () => {
  await open({ data });
  await page.evaluate(() => {
    const decoded = new Promise<void>((resolve) => Object.assign(window, { letDecode: resolve }));
    HTMLImageElement.prototype.decode = () => decoded;
  });
  await hydrate({ data });
  deliver();
  await shown();
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  expect(await background()).toContain("data:image/svg+xml");
  await page.evaluate("letDecode()");
  await placeholderGone();
});

test("a picture that was there before React has no placeholder left either", async () => {
  await open({ data });
  deliver();
  await shown();
  await hydrate({ data });
  await placeholderGone();
  expect(complaints).toEqual([]);
});

test("the size goes by the window", async () => {
  await open({ data, sizes: "100vw" }, { width: 180 });
  deliver();
  await shown();
  expect(fetched).toEqual(["/cat-200.png"]);
  expect(await page.locator("img").evaluate((img) => [img.clientWidth, img.clientHeight])).toEqual([180, 135]);
});

test("another picture where a media query holds, in the room of its own shape", async () => {
  await open({ data, art: [{ media: "(max-width: 400px)", data: tall }] }, { width: 320 });
  const { width, height } = (await page.locator("img").boundingBox())!;
  expect([width, height]).toEqual([300, 500]);
  deliver();
  await shown();
  expect(fetched).toEqual(["/tall-300.png"]);
});

test.each([
  ["what is far away is fetched when it comes near", undefined, []],
  ["what has priority is fetched at once", true, ["/cat-800.png"]],
])("%s", async (_, priority, atOnce) => {
  await open({ data, ...(priority && { priority }) }, { above: 20_000 });
  await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
  await expect.poll(() => fetched).toEqual(atOnce);
  await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
  deliver();
  await shown();
  expect(fetched).toEqual(["/cat-800.png"]);
});
