import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import OSS from "ali-oss";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startGateway, type TestGateway } from "../support/gateway.js";
import { graphqlRequest } from "../support/graphql-request.js";

const root = fileURLToPath(new URL("../../", import.meta.url));
let gateway: TestGateway;
let base: string;
let folder: string;
let key: { accessKeyId: string; accessKeySecret: string };

/** The code blocks of a page under docs/, in order, for the gateway of this test. */
function blocks(page: string, language: string): readonly string[] {
  const text = readFileSync(join(root, "docs", page), "utf8").replaceAll("http://localhost:4000", base);
  return [...text.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, "gm"))].map(([, code = ""]) => code);
}

/** What the one function in the code, exported as `run`, is. */
async function load<T>(name: string, code: string): Promise<T> {
  const file = join(folder, name);
  writeFileSync(file, code);
  return ((await import(pathToFileURL(file).href)) as { run: T }).run;
}

beforeAll(async () => {
  gateway = await startGateway({ env: { IMGRAPH_SAMPLES: "on" } });
  base = gateway.url.replace("127.0.0.1", "localhost");
  folder = mkdtempSync(join(root, "node_modules", ".docs-"));
  const { data } = await graphqlRequest<{
    createAccessKey: { accessKey: { accessKeyId: string }; secret: string; userErrors: unknown };
  }>(gateway, blocks("access.md", "graphql")[0] ?? "", {}, { token: gateway.adminToken });
  expect(data?.createAccessKey.userErrors).toEqual([]);
  const { accessKey, secret } = data?.createAccessKey ?? expect.fail("no key");
  key = { accessKeyId: accessKey.accessKeyId, accessKeySecret: secret };
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await gateway.stop();
});

const clientWith = (options: OSS.Options) =>
  new OSS({ endpoint: base, sldEnable: true, region: "oss-cn-hangzhou", bucket: "samples", ...options } as OSS.Options);
const refused = { code: "AccessDenied", status: 403 };

describe("docs/access.md", () => {
  test("its key counts below its prefix", async () => {
    const client = clientWith(key);
    await client.put("shop/a", Buffer.from("a"));
    await expect(client.put("other/a", Buffer.from("a"))).rejects.toMatchObject(refused);
  });

  test("its temporary key reads there, and makes no further ones", async () => {
    type Lent = { client: OSS; credentials: { AccessKeyId: string; AccessKeySecret: string; SecurityToken: string } };
    const code = blocks("access.md", "js").find((block) => block.includes("STS")) ?? "";
    const lend = await load<(given: typeof key) => Promise<Lent>>(
      "lend.mjs",
      `import OSS from "ali-oss";
      export async function run({ accessKeyId, accessKeySecret }) { ${code} return { client, credentials }; }`,
    );
    const { client, credentials } = await lend(key);
    await clientWith(key).put("shop/b", Buffer.from("b"));
    expect((await client.get("shop/b")).content.toString()).toBe("b");
    await expect(client.put("shop/b", Buffer.from("c"))).rejects.toMatchObject(refused);
    const { AccessKeyId: accessKeyId, AccessKeySecret: accessKeySecret } = credentials;
    const again = new OSS.STS({ endpoint: base, accessKeyId, accessKeySecret } as OSS.STSOptions);
    await expect(again.assumeRole("acs:ram::1:role/read")).rejects.toMatchObject({ status: 403 });
  });
});

test("docs/form-uploads.md: fields that a server signs let a page send one file below what the key may write", async () => {
  const [server = "", page = "", cors = ""] = blocks("form-uploads.md", "js");
  type Fields = Readonly<Record<string, string>>;
  const uploadFields = await load<(at: string, given: typeof key) => Fields>(
    "server.mjs",
    `${server}\nexport { uploadFields as run };`,
  );
  const send = await load<(fields: Fields, file: File) => Promise<void>>(
    "page.mjs",
    `export async function run(fields, file) { ${page} }`,
  );
  const file = new File(["hello"], "hello.txt", { type: "text/plain" });
  await send(uploadFields("shop/hello.txt", key), file);
  const { content, res } = await clientWith(key).get("shop/hello.txt");
  expect([content.toString(), (res.headers as Fields)["content-type"]]).toEqual(["hello", "text/plain"]);
  await expect(send({ ...uploadFields("shop/a.txt", key), key: "shop/b.txt" }, file)).rejects.toThrow("Policy");
  await expect(send(uploadFields("inbox/a.txt", key), file)).rejects.toThrow("AccessDenied");
  await expect(send(uploadFields("shop/empty.txt", key), new File([], "x"))).rejects.toThrow("EntityTooSmall");

  const client = clientWith({ accessKeyId: gateway.accessKeyId, accessKeySecret: gateway.accessKeySecret });
  const setRule = await load<(client: OSS) => Promise<void>>(
    "cors.mjs",
    `export async function run(client) { ${cors} }`,
  );
  await setRule(client);
  const answer = await fetch(`${base}/samples/`, { method: "POST", headers: { origin: "https://shop.example.com" } });
  expect(answer.headers.get("access-control-allow-origin")).toBe("https://shop.example.com");
});
