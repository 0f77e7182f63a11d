import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startGateway, type TestGateway } from "../support/gateway.js";
import { graphqlRequest } from "../support/graphql-request.js";
import { difference, taughtCode, taughtTasks } from "../support/taught-tasks.js";

const root = fileURLToPath(new URL("../../", import.meta.url));
const tasks = taughtTasks();
let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway({ env: { IMGRAPH_SAMPLES: "on" } });
});
afterAll(() => gateway.stop());

test("docs/graphql.md teaches twelve tasks, each with operations and their answers", () => {
  expect(tasks.map(({ title }) => Number.parseInt(title, 10))).toEqual(
    Array.from({ length: 12 }, (_, index) => index + 1),
  );
  for (const { operations } of tasks) {
    expect(operations.length).toBeGreaterThan(0);
    for (const { answer } of operations) expect(answer).toBeDefined();
  }
});

describe("the answers are those of a fresh gateway", () => {
  test.each(tasks.map((task, index) => [task.title, task, index] as const))("%s", async (_, { operations }, index) => {
    // The first seven need no token, as it says.
    const token = index < 7 ? undefined : gateway.adminToken;
    let uploadId = "";
    for (const { query, variables, answer } of operations) {
      const told = "uploadId" in variables ? { ...variables, uploadId } : variables;
      const given = await graphqlRequest<{ createUpload?: { upload: Upload } }>(gateway, query, told, { token });
      const upload = given.data?.createUpload?.upload;
      if (upload) uploadId = await send(upload);
      // Each answer carries its cost, which no task asks for.
      const { extensions: _extensions, ...shown } = given as { extensions?: unknown };
      expect(difference(answer, shown)).toBeUndefined();
    }
  });
});

interface Upload {
  readonly id: string;
  readonly parts: readonly {
    readonly url: string;
    readonly method: string;
    readonly offset: number;
    readonly byteSize: number;
    readonly headers: readonly { readonly key: string; readonly value: string }[];
  }[];
}

/** Does what task 12 says in words. */
async function send({ id, parts }: Upload): Promise<string> {
  const file = readFileSync(join(root, "samples/china.jpg"));
  for (const { url, method, offset, byteSize, headers } of parts) {
    const body = file.subarray(offset, offset + byteSize);
    const named = Object.fromEntries(headers.map(({ key, value }) => [key, value]));
    const response = await fetch(url, { method, headers: named, body: new Uint8Array(body) });
    expect(response.status).toBe(200);
  }
  return id;
}

test("the JavaScript runs", async () => {
  // Below the package's own folder, so that it may import the package by its name.
  const folder = mkdtempSync(join(root, "dist", ".docs-"));
  try {
    const file = join(folder, "example.mjs");
    writeFileSync(file, taughtCode("js").replace("http://localhost:4000", gateway.url));
    const { stdout } = await promisify(execFile)(process.execPath, [file], { timeout: 50_000 });
    expect(stdout).toBe("400 225\n");
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("every link leads to a file", () => {
  const text = readFileSync(join(root, "docs/graphql.md"), "utf8");
  const paths = [...text.matchAll(/\]\(([^)#:]+)\)/g)].map(([, path = ""]) => path);
  expect(paths.length).toBeGreaterThan(5);
  for (const path of paths) expect(() => readFileSync(join(root, "docs", path))).not.toThrow(/ENOENT/);
});
