import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startGateway, type TestGateway } from "../support/gateway.js";

const root = fileURLToPath(new URL("../../", import.meta.url));
const readme = readFileSync(join(root, "README.md"), "utf8");
/** The code blocks of a language, in order. */
const blocks = (language: string) =>
  [...readme.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, "gm"))].map(([, code = ""]) => code);

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startGateway({ env: { IMGRAPH_SAMPLES: "on" } });
});

afterAll(() => gateway.stop());

describe("what the README shows works as it stands", () => {
  test("GraphQL", async () => {
    const queries = blocks("graphql");
    expect(queries.length).toBeGreaterThanOrEqual(2);
    for (const query of queries) {
      const response = await fetch(`${gateway.url}/graphql`, {
        method: "POST",
        headers: { "content-type": "application/json", authorization: `Bearer ${gateway.adminToken}` },
        body: JSON.stringify({ query }),
      });
      const { data, errors } = (await response.json()) as { data: Record<string, unknown>; errors?: unknown };
      expect(errors).toBeUndefined();
      for (const value of Object.values(data)) expect(value).not.toBeNull();
    }
    // Its example of a protected source.
    const statusOf = async (key: string) => (await fetch(`${gateway.url}/samples/${key}`)).status;
    expect([await statusOf("friends.jpg!card"), await statusOf("friends.jpg")]).toEqual([200, 403]);
  });

  test("curl's body", async () => {
    const body = /-d '(\{"query":[\s\S]*?\})'$/m.exec(readme)?.[1]?.replaceAll("\n", " ");
    const response = await fetch(`${gateway.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: body ?? expect.fail("no curl example"),
    });
    expect(await response.json()).toMatchObject({ data: { image: { rendition: { width: 400, height: 225 } } } });
  });

  test("the vendor's SDK", async () => {
    const [code = ""] = blocks("js");
    const folder = mkdtempSync(join(root, "node_modules", ".readme-"));
    try {
      const keys = `const accessKeyId = "${gateway.accessKeyId}", accessKeySecret = "${gateway.accessKeySecret}";\n`;
      const told = `const shown = await fetch(url);
        const bytes = await shown.arrayBuffer();
        console.log(JSON.stringify([content.length > 0, status, shown.status, bytes.byteLength > 0]));`;
      const script = code
        .replace("http://localhost:4000", gateway.url.replace("127.0.0.1", "localhost"))
        .replace("./cat.jpg", join(root, "samples/china.jpg"))
        .replace(/^(import .*)$/m, `$1\n${keys}`);
      writeFileSync(join(folder, "example.mjs"), `${script}\n${told}`);
      const { stdout, stderr } = await run([join(folder, "example.mjs")]);
      expect(stderr).toBe("");
      expect(JSON.parse(stdout)).toEqual([true, 200, 200, true]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test("the command line, its output included but for the cost", async () => {
    const explain = /^npx imgraph (explain .*)$/m.exec(readme)?.[1]?.split(" ") ?? expect.fail("no explain example");
    const { stdout } = await run(["dist/main.js", ...explain]);
    const shown = blocks("text")[0] ?? expect.fail("no output");
    const withoutCost = (text: string) => text.replace(/^cost .*$/m, "cost");
    expect(withoutCost(stdout)).toBe(withoutCost(shown));
  });
});

test("every link of the README leads to a file", () => {
  const paths = [...readme.matchAll(/\]\(([^)#:]+)\)/g)].map(([, path = ""]) => path);
  expect(paths.length).toBeGreaterThan(8);
  for (const path of paths) expect(() => readFileSync(join(root, path))).not.toThrow(/ENOENT/);
});

/** In a process of its own, while the gateway of this one answers. */
function run(args: readonly string[]): Promise<{ stdout: string; stderr: string }> {
  return promisify(execFile)(process.execPath, args, { cwd: root, timeout: 50_000 });
}
