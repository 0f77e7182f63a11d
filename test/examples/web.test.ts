import { mkdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openBrowser, type TestBrowser } from "../browser/open-browser.js";
import { startGateway, type TestGateway } from "../support/gateway.js";
import { graphqlRequest } from "../support/graphql-request.js";
import { ossRequest } from "../support/oss-request.js";
import { type ServedExample, serveExample } from "./serve-example.js";

const root = fileURLToPath(new URL("../../", import.meta.url));
/** Where pictures of the page are kept when somebody wants to look at them. */
const pictures = process.env.IMGRAPH_TEST_PICTURES;

let gateway: TestGateway;
let chrome: TestBrowser;
let site: ServedExample;
beforeAll(async () => {
  [gateway, chrome] = await Promise.all([startGateway({ env: { IMGRAPH_SAMPLES: "on" } }), openBrowser()]);
  const picos = await readFile(`${root}samples/picos.jpg`);
  const put = (key: string, body: Buffer) => ossRequest(gateway, { method: "PUT", bucket: "samples", key, body });
  for (let number = 10; number < 20; number++) await put(`walk/day-${number}.jpg`, picos);
  // Begins like a picture, and is cut off in the header.
  await put("damaged.jpg", picos.subarray(0, 200));
  site = await serveExample("web/vite.config.ts", gateway.url);
});
afterAll(async () => {
  await Promise.all([chrome?.close(), site?.close()]);
  await gateway?.stop();
});

const loaded = (page: Page, count: number) =>
  page.waitForFunction((many) => {
    const images = [...document.querySelectorAll<HTMLImageElement>(".rows img")];
    return images.length === many && images.every((image) => image.complete && image.naturalWidth > 0);
  }, count);

describe.each([
  ["desktop", { width: 1440, height: 900 }],
  ["phone", { width: 390, height: 844 }],
])("the gallery on a %s", (name, viewport) => {
  let context: BrowserContext;
  let page: Page;
  const complaints: string[] = [];
  const types = new Set<string>();
  beforeAll(async () => {
    context = await chrome.browser.newContext({ viewport });
    page = await context.newPage();
    page.setDefaultTimeout(20_000);
    page.on("pageerror", (error) => void complaints.push(String(error)));
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) complaints.push(message.text());
    });
    page.on("response", (response) => {
      const type = response.headers()["content-type"] ?? "";
      if (type.startsWith("image/")) types.add(type);
    });
  });
  afterAll(() => context.close());

  async function keepPicture(of: string): Promise<void> {
    if (!pictures) return;
    await mkdir(pictures, { recursive: true });
    await page.screenshot({ path: `${pictures}/web-${name}-${of}.png` });
  }
  const scrollThrough = async () => {
    for (const tile of await page.locator(".rows li").all()) await tile.scrollIntoViewIfNeeded();
  };

  test("shows placeholders in the room of the pictures until they are there", async () => {
    let deliver = () => {};
    const delivery = new Promise<void>((resolve) => (deliver = resolve));
    await page.route(/\/samples\//, async (route) => {
      await delivery;
      await route.continue();
    });
    await page.goto(site.url);
    await page.locator(".rows li").nth(10).waitFor();
    // Of the twelve of a page one is damaged.
    expect(await page.locator(".rows li").count()).toBe(11);
    const backgrounds = await page
      .locator(".rows img")
      .evaluateAll((images) => images.map((image) => getComputedStyle(image).backgroundImage.slice(0, 30)));
    expect(new Set(backgrounds)).toEqual(new Set(['url("data:image/svg+xml,%3Csvg']));
    const heights = () => page.locator(".rows li").evaluateAll((tiles) => tiles.map((tile) => tile.clientHeight));
    const before = await heights();
    for (const height of before) expect(height).toBeGreaterThan(100);
    await keepPicture("waiting");
    deliver();
    await scrollThrough();
    await loaded(page, 11);
    expect(await heights()).toEqual(before);
    await page.evaluate(() => window.scrollTo(0, 0));
    await keepPicture("loaded");
  });

  test("shows more, up to the last, but no damaged file", async () => {
    await page.getByRole("button", { name: "More" }).click();
    await page.locator(".rows li").nth(14).waitFor();
    await scrollThrough();
    await loaded(page, 15);
    expect(await page.getByRole("button", { name: "More" }).count()).toBe(0);
    expect(await page.locator('img[alt="damaged"]').count()).toBe(0);
  });

  test("one picture fills the window, and Escape brings back the rest", async () => {
    await page.getByRole("button", { name: "Enlarge friends" }).click();
    const dialog = page.getByRole("dialog", { name: "friends" });
    const image = dialog.locator("img");
    await image.waitFor();
    await page.waitForFunction(() => (document.querySelector<HTMLImageElement>("dialog img")?.naturalWidth ?? 0) > 0);
    const box = (await image.boundingBox())!;
    expect(box.width / box.height).toBeCloseTo(2048 / 3088, 1);
    expect(box.x).toBeGreaterThanOrEqual(0);
    expect(box.y + box.height).toBeLessThanOrEqual(viewport.height);
    expect(Math.max(box.width / viewport.width, box.height / viewport.height)).toBeGreaterThan(0.8);
    await keepPicture("lightbox");
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
  });

  test("nothing lies beside the window, nothing complains, and pictures came in a modern format", async () => {
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(viewport.width);
    expect(complaints).toEqual([]);
    expect([...types].filter((type) => !["image/avif", "image/webp", "image/gif"].includes(type))).toEqual([]);
  });
});

test("what happens to pictures while the page is open is seen on it", async () => {
  const context = await chrome.browser.newContext();
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const listening = page.waitForResponse((response) =>
    (response.headers()["content-type"] ?? "").startsWith("text/event-stream"),
  );
  await page.goto(site.url);
  await Promise.all([listening, page.locator(".rows li").nth(10).waitFor()]);
  const put = async (sample: string) => {
    const body = await readFile(`${root}samples/${sample}`);
    await ossRequest(gateway, { method: "PUT", bucket: "samples", key: "boat.jpg", body });
  };
  const boat = page.locator('.rows img[alt="boat"]');
  const isTall = () => boat.evaluate((img: HTMLImageElement) => img.naturalHeight > img.naturalWidth);

  await put("picos.jpg");
  await boat.waitFor();
  // By its name it stands before all others.
  expect(await page.locator(".rows img").first().getAttribute("alt")).toBe("boat");
  await expect.poll(() => boat.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBeGreaterThan(0);
  expect(await isTall()).toBe(false);

  // Other bytes under the same name, and so under the same URL.
  await put("friends.jpg");
  await expect.poll(isTall).toBe(true);

  const notes =
    'mutation { setImageNotes(input: { image: { key: "boat.jpg" }, alt: "Two friends" }) { image { alt } } }';
  await graphqlRequest(gateway, notes, {});
  const friends = page.locator('.rows img[alt="Two friends"]');
  await friends.waitFor();
  await ossRequest(gateway, { method: "DELETE", bucket: "samples", key: "boat.jpg" });
  await friends.waitFor({ state: "detached" });
  await context.close();
});

test("without a gateway it says so, and tries again when asked", async () => {
  const context = await chrome.browser.newContext();
  const page = await context.newPage();
  await page.route("**/graphql", (route) => route.abort());
  await page.goto(site.url);
  await page
    .getByRole("alert")
    .getByText(/no answer from/)
    .waitFor();
  await page.unroute("**/graphql");
  await page.getByRole("button", { name: "Try again" }).click();
  await page.locator(".rows li").nth(10).waitFor();
  await context.close();
});
