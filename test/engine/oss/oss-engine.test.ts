import { readdir, readFile, writeFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseBucketName } from "../../../src/base/bucket-name.js";
import { parseObjectKey } from "../../../src/base/object-key.js";
import { fileSource } from "../../../src/cli/file-source.js";
import { encodeBase64Text, type ImagePipeline, parseProcess } from "../../../src/pipeline/index.js";
import type { Rendered } from "../../../src/service/ports.js";
import { expectFailure } from "../../support/expect-failure.js";
import { look } from "../../support/look.js";
import { makePicture } from "../../support/picture.js";
import { openEngine, type TestEngine } from "../support/open-engine.js";
import { photo, photos } from "../support/photos.js";
import { asAdmin, type Cloud, cloudBucket, never, openCloud } from "./cloud.js";

let cloud: Cloud;
let local: TestEngine;
beforeAll(async () => {
  [cloud, local] = await Promise.all([openCloud(), openEngine()]);
  for (const name of Object.keys(photos)) await cloud.put(name, await readFile(photo(name)));
});
afterAll(() => Promise.all([cloud.close(), local.close()]));

async function bytesOf(rendered: Rendered): Promise<Buffer> {
  if (rendered.kind !== "image") throw new Error(`expected an image, got ${rendered.json}`);
  const bytes = await readFile(rendered.file.path);
  await rendered.file.release();
  return bytes;
}

const render = async (key: string, process: string) => cloud.engine.render(await cloud.job(key, process), never);

describe("the header", () => {
  test.each(Object.keys(photos))("of %s is the one that the local engine reads", async (name) => {
    const [far, near] = await Promise.all([
      cloud.source(name).then((source) => cloud.engine.inspect(source, never)),
      fileSource(photo(name)).then((source) => local.engine.inspect(source, never)),
    ]);
    expect(far).toEqual(near);
  });

  test.each([
    ["opaque.png", { w: 20, h: 10, format: "png" }],
    ["clear.png", { w: 20, h: 10, format: "png", alpha: true }],
    ["opaque.webp", { w: 20, h: 10, format: "webp" }],
    ["clear.webp", { w: 20, h: 10, format: "webp", alpha: true }],
    ["turned.jpg", { w: 20, h: 10, format: "jpg", orientation: 6 }],
    ["moving.gif", { w: 20, h: 10, format: "gif", frames: 4 }],
    ["plain.bmp", { w: 20, h: 10, format: "bmp" }],
  ] as const)("of %s too", async (name, spec) => {
    const bytes = await makePicture(spec);
    await cloud.put(name, bytes);
    const far = await cloud.engine.inspect(await cloud.source(name), never);
    await writeFile(`${local.folder}/${name}`, bytes);
    expect(far).toEqual(await local.header(`${local.folder}/${name}`));
  });

  test("of what is no image, is empty, or gone, is the failure that it is", async () => {
    await cloud.put("notes.txt", Buffer.from("no image at all"), "text/plain");
    await cloud.put("empty.jpg", Buffer.alloc(0));
    for (const key of ["notes.txt", "empty.jpg"]) {
      const failure = await expectFailure("BadRequest", async () =>
        cloud.engine.inspect(await cloud.source(key), never),
      );
      expect(failure.ec).toBe("0040-00000005");
    }
    const source = await cloud.source("china.jpg");
    const gone = { ...source, object: { ...source.object, key: parseObjectKey("gone.jpg") } };
    await expectFailure("NoSuchKey", () => cloud.engine.inspect(gone, never));
  });
});

describe("a result", () => {
  const mark = encodeBase64Text("life-alpha.png?x-oss-process=image/resize,P_20");
  test.each([
    ["china.jpg", "image/resize,w_200"],
    ["china.jpg", "image/resize,w_300/rotate,90/format,png|image/crop,w_50,h_50"],
    ["sunset.gif", "image/resize,w_60"],
    ["kleiber.webp", "image/circle,r_60/format,png"],
    ["china.jpg", `image/watermark,image_${mark},g_nw`],
    ["china.jpg", "image/watermark,text_SGVsbG8,size_30"],
    ["china.jpg", "image/format,avif/resize,w_64"],
  ])("of %s by %s is the cloud's, of the predicted size, and leaves no file", async (key, process) => {
    const job = await cloud.job(key, process);
    const { plan } = cloud.engine.explain(job.pipeline, job.header, (name) => job.marks.get(name)!.header);
    const rendered = await cloud.engine.render(job, never);
    const { alpha: _, ...out } = plan.out;
    expect(rendered).toMatchObject({ kind: "image", ...out });
    const bytes = await bytesOf(rendered);
    const seen = await look(bytes);
    expect([seen.width, seen.height, seen.format, seen.frames]).toEqual([
      plan.out.width,
      plan.out.height,
      plan.out.format,
      plan.out.frames,
    ]);
    const at = { bucket: cloudBucket, key: parseObjectKey(key) };
    const { service } = cloud.gateway;
    const own = await service.render(await service.prepare(at, parseProcess(process).pipeline, asAdmin), asAdmin);
    if (own.kind !== "image") throw new Error("expected an image");
    expect(own.byteSize).toBe(bytes.length);
    await own.release();
    expect(await readdir(cloud.workDir)).toEqual([]);
  });

  test("around a point is sent in the cloud's own numbers and shows what the local engine shows", async () => {
    const process = "image/x-focal-crop,w_120,h_120,x_250,y_400/format,png";
    const seen = await look(await bytesOf(await render("china.jpg", process)));
    const own = await look(await local.image(photo("china.jpg"), process));
    expect([seen.width, seen.height]).toEqual([120, 120]);
    const differences = seen.data.map((value, i) => Math.abs(value - own.data[i]!));
    expect(Math.max(...differences)).toBeLessThanOrEqual(4);
  });

  test("that is a question is the cloud's document", async () => {
    const info = await render("picos.jpg", "image/info");
    expect(info.kind === "document" && JSON.parse(info.json)).toEqual(
      JSON.parse(await local.document(photo("picos.jpg"), "image/info")),
    );
    const hue = await render("picos.jpg", "image/average-hue");
    expect(hue.kind === "document" && hue.json).toBe(await local.document(photo("picos.jpg"), "image/average-hue"));
  });
});

test.each([
  ["image/x-trim,1", "x-trim"],
  ["image/resize,w_100|image/x-smart-crop,w_10,h_10", "x-smart-crop"],
  ["image/x-max-bytes,9000", "x-max-bytes"],
  ["image/x-metadata,all", "x-metadata"],
])("%s is refused by name before anything is sent", async (process, action) => {
  const pipeline = parseProcess(process).pipeline as ImagePipeline;
  const failure = await expectFailure("NotImplemented", () => cloud.engine.fingerprintOf(pipeline));
  expect(failure.where).toMatchObject({ action, item: "" });
  const job = await cloud.job("china.jpg", "image/resize,w_10");
  await expectFailure("NotImplemented", () => cloud.engine.render({ ...job, pipeline }, never));
  await expectFailure("NotImplemented", () => cloud.engine.analyse(job.source, job.header, never));
});

describe("saving", () => {
  test.each(["saved/图 1+2.png", "a'b\"c.png", "plain"])("into %s happens in the cloud", async (key) => {
    const target = { bucket: cloudBucket, key: parseObjectKey(key) };
    expect(await cloud.engine.save?.(await cloud.job("china.jpg", "image/resize,w_50/format,png"), target, never)).toBe(
      true,
    );
    const saved = await cloud.gateway.service.getObject(target, asAdmin);
    expect(saved.contentType).toBe("image/png");
  });

  test("that the cloud refuses is told, and saves nothing", async () => {
    const job = await cloud.job("china.jpg", "image/resize,w_50");
    const target = { bucket: parseBucketName("no-such-bucket"), key: parseObjectKey("x") };
    await expectFailure("NoSuchBucket", () => cloud.engine.save?.(job, target, never));
  });
});

test("an object that is replaced meanwhile is not taken for the version that was asked for", async () => {
  await cloud.put("moving.jpg", await readFile(photo("china.jpg")));
  const job = await cloud.job("moving.jpg", "image/resize,w_50");
  await cloud.put("moving.jpg", await readFile(photo("picos.jpg")));
  await expectFailure("ServiceUnavailable", () => cloud.engine.render(job, never));
  expect(await readdir(cloud.workDir)).toEqual([]);
});

test("a caller who has left ends the work", async () => {
  const job = await cloud.job("china.jpg", "image/resize,w_50");
  await expect(cloud.engine.render(job, AbortSignal.abort(new Error("left")))).rejects.toThrow("left");
});
