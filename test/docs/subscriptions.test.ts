import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startGateway, type TestGateway } from "../support/gateway.js";
import { graphqlRequest } from "../support/graphql-request.js";
import { ossRequest } from "../support/oss-request.js";

const root = fileURLToPath(new URL("../../", import.meta.url));
const text = readFileSync(join(root, "docs/subscriptions.md"), "utf8");
let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
  await graphqlRequest(gateway, 'mutation { createBucket(input: { name: "shop" }) { userErrors { message } } }', {});
  await ossRequest(gateway, { method: "PUT", bucket: "shop", key: "products/1.jpg", body: "gone when it is told of" });
});
afterAll(() => gateway.stop());

test("the loop over imgraph/client's events runs, and ends with its signal", async () => {
  const [code = ""] = [...text.matchAll(/^```js\n([\s\S]*?)^```$/gm)]
    .map(([, block = ""]) => block)
    .filter((block) => block.includes("imgraph/client"));
  // What the page of a reader has: a login, itself, and a gallery that here brings about what it is told.
  const page = `
    const leaving = new AbortController();
    const page = leaving, login = { token: async () => ${JSON.stringify(gateway.adminToken)} };
    const remove = () => fetch(${JSON.stringify(`${gateway.url}/graphql`)}, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: "Bearer " + ${JSON.stringify(gateway.adminToken)} },
      body: JSON.stringify({ query: 'mutation { deleteImages(input: { bucket: "shop", keys: ["products/1.jpg"] }) { deletions { key } } }' }),
    });
    const gallery = {
      loadAll: remove,
      show({ kind, key }, errors) {
        console.log(kind, key, errors.length);
        leaving.abort(new Error("enough"));
      },
    };
    process.on("uncaughtException", ({ message }) => console.log(message));
  `;
  // Below the package's own folder, so that it may import the package by its name.
  const folder = mkdtempSync(join(root, "dist", ".docs-"));
  try {
    const file = join(folder, "example.mjs");
    writeFileSync(file, page + code.replace("http://localhost:4000", gateway.url));
    const { stdout } = await promisify(execFile)(process.execPath, [file], { timeout: 50_000 });
    expect(stdout).toBe("DELETED products/1.jpg 0\nenough\n");
  } finally {
    rmSync(folder, { recursive: true });
  }
});
