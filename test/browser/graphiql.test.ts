import { mkdir } from "node:fs/promises";
import type { BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startGateway, type TestGateway } from "../support/gateway.js";
import { openBrowser, type TestBrowser } from "./open-browser.js";

let gateway: TestGateway;
let chrome: TestBrowser;
beforeAll(async () => {
  [gateway, chrome] = await Promise.all([startGateway({ env: { IMGRAPH_SAMPLES: "on" } }), openBrowser()]);
});
afterAll(async () => {
  await chrome.close();
  await gateway.stop();
});

/** Where pictures of the page are kept when somebody wants to look at them. */
const pictures = process.env.IMGRAPH_TEST_PICTURES;

describe.each([
  ["desktop", { width: 1440, height: 900 }],
  ["phone", { width: 390, height: 844 }],
])("GraphiQL on a %s, cut off from every other host", (name, viewport) => {
  let context: BrowserContext;
  let page: Page;
  const foreign: string[] = [];
  const errors: string[] = [];
  beforeAll(async () => {
    context = await chrome.browser.newContext({ viewport });
    page = await context.newPage();
    context.on("request", (request) => {
      const url = request.url();
      if (!url.startsWith(`${gateway.url}/`) && !/^(data|blob):/.test(url)) foreign.push(url);
    });
    page.on("pageerror", (error) => errors.push(String(error)));
    page.on("console", (message) => {
      if (message.type() === "error") errors.push(message.text());
    });
    await page.goto(`${gateway.url}/graphql`);
    await page.locator(".graphiql-query-editor .view-line").first().waitFor();
  });
  afterAll(() => context.close());

  async function keepPicture(of: string): Promise<void> {
    if (!pictures) return;
    await mkdir(pictures, { recursive: true });
    await page.screenshot({ path: `${pictures}/graphiql-${name}-${of}.png` });
  }

  test("runs the example query and shows a result", async () => {
    await page.getByRole("button", { name: /execute query/i }).click();
    const result = page.locator(".result-window");
    await result.getByText("china.jpg").first().waitFor();
    expect(await result.textContent()).toContain("averageHue");
    const box = await result.boundingBox();
    expect(box?.width).toBeGreaterThan(Math.min(viewport.width * 0.8, 500));
    expect(box?.height).toBeGreaterThan(250);
    await keepPicture("result");
  });

  test.each([
    ["documentation", /documentation explorer/i, ".graphiql-doc-explorer"],
    ["history", /history/i, ".graphiql-history"],
  ])("the %s opens, is still open after a reload, and closes", async (pane, title, content) => {
    const button = page.locator(".graphiql-sidebar").getByRole("button", { name: title });
    await button.click();
    await page.locator(content).waitFor();
    await page.reload();
    await page.locator(content).waitFor();
    const box = await page.locator(".graphiql-plugin").boundingBox();
    expect(box?.width).toBeGreaterThan(Math.min(viewport.width * 0.8, 250));
    expect(box?.height).toBeGreaterThan(viewport.height * 0.8);
    await keepPicture(pane);
    await button.click();
    await page.locator(content).waitFor({ state: "detached" });
    await page.getByRole("button", { name: /execute query/i }).click();
    await page.locator(".result-window").getByText("china.jpg").first().waitFor();
    const editor = await page.locator(".graphiql-query-editor").boundingBox();
    expect(editor?.width).toBeGreaterThan(Math.min(viewport.width * 0.8, 500));
    expect(editor?.height).toBeGreaterThan(250);
    await keepPicture(`${pane}-closed`);
  });

  test("asked no other host and broke no rule of its own page", () => {
    expect(foreign).toEqual([]);
    expect(errors).toEqual([]);
  });
});

test("the page asks for nothing but its own files, and nothing may frame it", async () => {
  const response = await fetch(`${gateway.url}/graphql`, { headers: { accept: "text/html" } });
  expect(response.headers.get("content-type")).toMatch(/^text\/html/);
  expect(response.headers.get("content-security-policy")).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
  const html = await response.text();
  expect([...html.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, url]) => url)).toSatisfy((urls: string[]) =>
    urls.every((url) => url.startsWith("/graphql/assets/") || url === "data:,"),
  );
});
