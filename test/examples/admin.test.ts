import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import OSS from "ali-oss";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startGateway, type TestGateway } from "../support/gateway.js";

const root = fileURLToPath(new URL("../../", import.meta.url));
let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.stop());

/** Runs the script in a process of its own. */
async function publish(folder: string, env: Record<string, string> = {}) {
  const own = { IMGRAPH_URL: gateway.url, IMGRAPH_ADMIN_TOKEN: gateway.adminToken, ...env };
  const { stdout } = await promisify(execFile)(process.execPath, ["examples/admin/publish.mjs", folder], {
    cwd: root,
    env: { ...process.env, ...own },
    timeout: 60_000,
  });
  return stdout.trimEnd().split("\n");
}

const shop = (line: string) => {
  const [, accessKeyId = "", accessKeySecret = ""] = /^the shop reads with (\w+), secret (\S+) /.exec(line) ?? [];
  const options = {
    endpoint: gateway.url,
    sldEnable: true,
    region: "oss-cn-hangzhou",
    bucket: "shop",
    accessKeyId,
    accessKeySecret,
  };
  return new OSS(options);
};

test("photographs are uploaded, cards saved, and the shop can read, but not write", async () => {
  const lines = await publish("samples");
  expect(lines.slice(0, -1).map((line) => line.replace(/\d+ bytes/, "N bytes"))).toEqual([
    "photos/china.jpg -> cards/china.webp, N bytes",
    "photos/friends.jpg -> cards/friends.webp, N bytes",
    "photos/kleiber.webp -> cards/kleiber.webp, N bytes",
    "photos/picos.jpg -> cards/picos.webp, N bytes",
    "photos/sunset.gif -> cards/sunset.webp, N bytes",
  ]);
  const reader = shop(lines.at(-1) ?? "");
  const { content } = await reader.get("cards/picos.webp", { process: "image/info" });
  expect(JSON.parse(String(content))).toMatchObject({ ImageWidth: { value: "480" }, ImageHeight: { value: "320" } });
  await expect(reader.put("cards/mine.webp", Buffer.from("x"))).rejects.toMatchObject({ code: "AccessDenied" });
  expect((await fetch(`${gateway.url}/shop/cards/picos.webp`)).status).toBe(403);

  // A second run replaces all, and the first key goes on for a day.
  const again = await publish("samples");
  expect(again.slice(0, -1)).toEqual(lines.slice(0, -1));
  expect(again.at(-1)).not.toBe(lines.at(-1));
  for (const key of [reader, shop(again.at(-1) ?? "")]) expect((await key.head("cards/picos.webp")).status).toBe(200);
});

test("a folder without photographs makes the bucket and the key only; a wrong token, nothing", async () => {
  const empty = await mkdtemp(join(tmpdir(), "imgraph-empty-"));
  try {
    expect(await publish(empty)).toEqual([expect.stringMatching(/^the shop reads with/)]);
    await expect(publish(empty, { IMGRAPH_ADMIN_TOKEN: "wrong" })).rejects.toMatchObject({
      stderr: expect.stringContaining("RequestError"),
    });
  } finally {
    await rm(empty, { recursive: true });
  }
});
