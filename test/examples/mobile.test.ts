import { mkdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowser, type TestBrowser } from "../browser/open-browser.js";
import { startGateway, type TestGateway } from "../support/gateway.js";
import { ossRequest } from "../support/oss-request.js";
import { type ServedExample, serveExample } from "./serve-example.js";

const root = fileURLToPath(new URL("../../", import.meta.url));
/** Where pictures of the screen are kept when somebody wants to look at them. */
const pictures = process.env.IMGRAPH_TEST_PICTURES;
/** A phone of three pixels for each of its units. */
const phone = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 3, hasTouch: true, isMobile: true };
const tiles = "[aria-label^=Enlarge]";

let gateway: TestGateway;
let chrome: TestBrowser;
let site: ServedExample;
let page: Page;
const complaints: string[] = [];
beforeAll(async () => {
  [gateway, chrome] = await Promise.all([startGateway({ env: { IMGRAPH_SAMPLES: "on" } }), openBrowser()]);
  const china = await readFile(`${root}samples/china.jpg`);
  const put = (key: string) => ossRequest(gateway, { method: "PUT", bucket: "samples", key, body: china });
  for (let number = 10; number < 45; number++) await put(`walk/day-${number}.jpg`);
  site = await serveExample("mobile/web/vite.config.ts", gateway.url);
  page = await (await chrome.browser.newContext(phone)).newPage();
  page.setDefaultTimeout(20_000);
  page.on("pageerror", (error) => void complaints.push(String(error)));
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(message.text());
  });
});
afterAll(async () => {
  await Promise.all([chrome?.close(), site?.close()]);
  await gateway?.stop();
});

async function keepPicture(of: string): Promise<void> {
  if (!pictures) return;
  await mkdir(pictures, { recursive: true });
  await page.screenshot({ path: `${pictures}/mobile-${of}.png` });
}
/** URLs of the pictures in a part of the screen, without the tiny ones that come with the answer. */
const shownIn = (part: string) =>
  page
    .locator(`${part} img`)
    .evaluateAll((images) =>
      images.map((image) => (image as HTMLImageElement).currentSrc).filter((url) => url.startsWith("http")),
    );

test("tiles are asked for in the pixels of the device, three in a row", async () => {
  await page.goto(site.url);
  await page.locator(tiles).nth(8).waitFor();
  await page.waitForFunction(
    (of) => [...document.querySelectorAll<HTMLImageElement>(`${of} img`)].slice(0, 9).every(({ complete }) => complete),
    tiles,
  );
  const boxes = await page
    .locator(tiles)
    .evaluateAll((all) => all.slice(0, 3).map((tile) => tile.getBoundingClientRect().toJSON()));
  expect(new Set(boxes.map(({ y }) => y)).size).toBe(1);
  for (const { width, height } of boxes) expect([width, height]).toEqual([124, 124]);
  // 124 units of three pixels each.
  const [url = ""] = await shownIn(tiles);
  expect(decodeURIComponent(url)).toMatch(/w_372,h_372/);
  await keepPicture("tiles");
});

test("more come as they are scrolled to, up to the last", async () => {
  const last = page.getByLabel("Enlarge walk/day-44.jpg");
  await expect
    .poll(
      async () => {
        await page.mouse.move(195, 400);
        await page.mouse.wheel(0, 1500);
        return last.count();
      },
      { timeout: 20_000 },
    )
    .toBe(1);
});

test("a tile opens the whole picture in the width of the screen, and a tap closes it", async () => {
  await page.reload();
  await page.getByLabel("Enlarge china.jpg").tap();
  const close = page.getByLabel("Close");
  await close.waitFor();
  await expect.poll(() => shownIn("[aria-label=Close]")).toHaveLength(1);
  expect(decodeURIComponent((await shownIn("[aria-label=Close]"))[0] ?? "")).toMatch(/w_1170/);
  await keepPicture("whole");
  await close.tap();
  await close.waitFor({ state: "detached" });
  expect(complaints).toEqual([]);
});

test("without a gateway it says so, and tries again when tapped, not before", async () => {
  let asked = 0;
  await page.route("**/graphql", (route) => {
    asked += 1;
    return route.abort();
  });
  await page.reload();
  await page.getByText(/no answer from/).waitFor();
  const before = asked;
  for (let frame = 0; frame < 10; frame += 1)
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
  expect(asked).toBe(before);
  await keepPicture("failed");
  await page.unroute("**/graphql");
  await page.getByText("Tap to try again").tap();
  await page.locator(tiles).nth(8).waitFor();
});
