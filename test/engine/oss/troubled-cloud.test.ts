import { once } from "node:events";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { parseBucketName } from "../../../src/base/bucket-name.js";
import type { FailureCode } from "../../../src/base/failure.js";
import { silentLog } from "../../../src/base/log.js";
import { parseObjectKey } from "../../../src/base/object-key.js";
import { createOssEngine } from "../../../src/engine/oss/index.js";
import { fixedCredentials, OssClient } from "../../../src/oss/index.js";
import { type Header, type ImagePipeline, parseProcess } from "../../../src/pipeline/index.js";
import type { Engine, ListedObject, RenderJob } from "../../../src/service/ports.js";
import { expectFailure } from "../../support/expect-failure.js";
import { makePicture } from "../../support/picture.js";
import { never } from "./cloud.js";

const header: Header = { format: "png", width: 40, height: 30, orientation: 1, frames: 1, alpha: false, byteSize: 9 };
const [etag, lastModified] = ["5D41402ABC4B2A76B9719D911017C592", Date.UTC(2026, 10, 22, 8)];
const at = { bucket: parseBucketName("pictures"), key: parseObjectKey("a.png") };
const object: ListedObject = { ...at, version: "1", etag, byteSize: 9, type: "Normal", lastModified };

const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

/** An engine over a server that answers as it is told, and HEAD as for the object unless told otherwise. */
async function openTrouble(answer: RequestListener, deadlineMs = 10_000): Promise<{ engine: Engine; workDir: string }> {
  const server: Server = createServer((request, response) => {
    response.setHeader("x-oss-request-id", "5C3D9175B6FC201293AD4890");
    if (request.method !== "HEAD") return answer(request, response);
    response.setHeader("ETag", `"${etag}"`).setHeader("Last-Modified", new Date(lastModified).toUTCString()).end();
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  const client = new OssClient({
    endpoint: `http://127.0.0.1:${port}`,
    region: "cn-hangzhou",
    credentials: fixedCredentials({ accessKeyId: "key", accessKeySecret: "secret" }),
    clock: Date,
    log: silentLog,
    random: () => 0,
  });
  const workDir = await mkdtemp(join(tmpdir(), "imgraph-trouble-"));
  const engine = createOssEngine({ client, endpoint: "trouble", deadlineMs, memoryBytes: 1, workDir });
  stops.push(
    () => rm(workDir, { recursive: true, force: true }),
    async () => {
      client.close();
      server.closeAllConnections();
      server.close();
    },
  );
  return { engine, workDir };
}

function jobOf(process = "image/resize,w_20"): RenderJob {
  const open = async () => {
    throw new Error("the source was to be downloaded");
  };
  const pipeline = parseProcess(process).pipeline as ImagePipeline;
  return { source: { object, byteSize: 9, open }, header, pipeline, marks: new Map() };
}

const xml = (code: string, ec: string) =>
  `<?xml version="1.0"?><Error><Code>${code}</Code><Message>Said so.</Message><EC>${ec}</EC></Error>`;

const good = await makePicture({ w: 20, h: 15, format: "png" });
const jpg = await makePicture({ w: 20, h: 15, format: "jpg" });

describe("a result", () => {
  const troubles: [string, FailureCode, RequestListener][] = [
    [
      "that is cut short",
      "ServiceUnavailable",
      (_, r) => r.setHeader("Content-Length", good.length + 9).write(good, () => r.destroy()),
    ],
    ["of another format", "ServiceUnavailable", (_, r) => r.setHeader("Content-Type", "image/png").end(jpg)],
    ["that is a page", "ServiceUnavailable", (_, r) => r.setHeader("Content-Type", "text/html").end("<h1>Login</h1>")],
    ["that is empty", "ServiceUnavailable", (_, r) => r.end()],
    ["that is refused", "ImageTooLarge", (_, r) => r.writeHead(400).end(xml("ImageTooLarge", "0040-00000012"))],
    ["that never comes", "DeadlineExceeded", () => {}],
    ["that stops half-way", "DeadlineExceeded", (_, r) => void r.write(good.subarray(0, 30))],
  ];
  test.each(troubles)("%s is %s, and no half of it is left", async (_, code, answer) => {
    const { engine, workDir } = await openTrouble(answer, code === "DeadlineExceeded" ? 300 : 10_000);
    const failure = await expectFailure(code, () => engine.render(jobOf(), never));
    if (code === "ImageTooLarge") expect(failure.ec).toBe("0040-00000012");
    expect(await readdir(workDir)).toEqual([]);
  });

  test.each<[string, number, FailureCode]>([
    ["InvalidArgument", 400, "InvalidArgument"],
    ["MissingArgument", 400, "MissingArgument"],
    ["BadRequest", 400, "BadRequest"],
    ["CutEdgeExceedRange", 400, "BadRequest"],
    ["BadWebPImage", 400, "BadRequest"],
    ["WatermarkError", 400, "WatermarkError"],
    ["ImageDamage", 403, "ImageDamage"],
    ["NotImplemented", 501, "NotImplemented"],
    ["NoSuchKey", 404, "NoSuchKey"],
    ["NoSuchFile", 404, "NoSuchKey"],
  ])("that the cloud refuses with %s (%i) is %s, of the same sub-code", async (said, status, code) => {
    const { engine } = await openTrouble((_, response) => response.writeHead(status).end(xml(said, "0040-00000099")));
    const failure = await expectFailure(code, () => engine.render(jobOf(), never));
    expect([failure.status, failure.ec]).toEqual([status, "0040-00000099"]);
  });

  test("that nobody waits for any more is not fetched on", async () => {
    const leaving = new AbortController();
    let ended: Promise<unknown> | undefined;
    const { engine, workDir } = await openTrouble((_, response) => {
      ended = once(response, "close");
      response.write(good.subarray(0, 30), () => leaving.abort(new Error("left")));
    });
    await expect(engine.render(jobOf(), leaving.signal)).rejects.toThrow("left");
    await ended;
    expect(await readdir(workDir)).toEqual([]);
  });

  test("that is whole is whole", async () => {
    const { engine, workDir } = await openTrouble((_, response) => response.end(good));
    const rendered = await engine.render(jobOf(), never);
    expect(rendered).toMatchObject({ kind: "image", byteSize: good.length, width: 20, height: 15 });
    expect(await readdir(workDir)).toHaveLength(1);
    if (rendered.kind === "image") await rendered.file.release();
    expect(await readdir(workDir)).toEqual([]);
  });
});

describe("a document", () => {
  test.each([
    ["image/info", "no JSON"],
    ["image/info", "null"],
    ["image/average-hue", '{"RGB": "blue"}'],
  ])("of %s that is none is no answer", async (process, said) => {
    const { engine } = await openTrouble((_, response) => response.end(said));
    await expectFailure("ServiceUnavailable", () => engine.render(jobOf(process), never));
  });

  test("of average-hue may be the bare colour", async () => {
    const { engine } = await openTrouble((_, response) => response.end("0x5C783B"));
    expect(await engine.render(jobOf("image/average-hue"), never)).toMatchObject({ json: '{"RGB": "0x5c783b"}' });
  });

  test("of info without a size is no header", async () => {
    const { engine } = await openTrouble(({ headers: { range } }, response) =>
      response.end(range === undefined ? '{"Format":{"value":"jpg"}}' : good),
    );
    await expectFailure("ServiceUnavailable", () => engine.inspect(jobOf().source, never));
  });
});

describe("saving", () => {
  const target = { bucket: at.bucket, key: parseObjectKey("b.png") };
  const troubles: [string, FailureCode, RequestListener][] = [
    ["a word that it failed", "ServiceUnavailable", (_, r) => r.end('{"status":"Failed","object":"b.png"}')],
    ["a word on another object", "ServiceUnavailable", (_, r) => r.end('{"status":"OK","object":"c.png"}')],
    ["nothing", "ServiceUnavailable", (_, r) => r.end()],
    ["a refusal", "AccessDenied", (_, r) => r.writeHead(403).end(xml("AccessDenied", "0003-00000001"))],
  ];
  test.each(troubles)("answered with %s is %s", async (_, code, answer) => {
    const { engine } = await openTrouble(answer);
    await expectFailure(code, () => engine.save?.(jobOf(), target, never));
  });

  test("is one request whose body names the target", async () => {
    let body = "";
    const { engine } = await openTrouble(async (request, response) => {
      for await (const piece of request) body += piece;
      response.end('{"bucket":"","fileSize":9,"object":"b.png","status":"OK"}');
    });
    expect(await engine.save?.(jobOf("image/resize,w_20/x-engine,oss"), target, never)).toBe(true);
    expect(body).toBe("x-oss-process=image/resize,w_20|sys/saveas,o_Yi5wbmc,b_cGljdHVyZXM");
  });
});
