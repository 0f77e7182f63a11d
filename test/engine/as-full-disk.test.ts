import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import sharp from "sharp";
import { expect, test } from "vitest";
import { asFullDisk } from "../../src/engine/as-full-disk.js";
import { runTask } from "../../src/engine/local-sharp/pixels/run-task.js";
import { compile } from "../../src/engine/local-sharp/planner/compile.js";
import { receiveImage } from "../../src/engine/oss/receive-image.js";
import { type Header, type ImagePipeline, parseProcess, planPipeline } from "../../src/pipeline/index.js";
import { photo } from "./support/photos.js";

const full = { code: "ServiceUnavailable", details: { reason: "there is no space left for results" } };

// The device that is always full is Linux's.
test.runIf(process.platform === "linux")("a result of this machine for which there is no space (Linux)", async () => {
  const source = { path: photo("china.jpg"), byteSize: 0 };
  const inspected = await runTask(sharp, { kind: "inspect", source });
  const header = (inspected as { header: Header }).header;
  const coverage = () => expect.fail("there is no text");
  const { stages } = planPipeline(parseProcess("image/resize,w_20").pipeline as ImagePipeline, header);
  const work = stages.map((stage) => compile(stage, { exactness: "balanced", coverage }).work);
  const task = { kind: "render", source, stages: work, marks: new Map() } as const;
  await expect(runTask(sharp, { ...task, target: "/dev/full" })).rejects.toMatchObject(full);
});

test("a result of the cloud for which there is no space leaves no file", async () => {
  const folder = await mkdtemp(join(tmpdir(), "imgraph-full-"));
  try {
    const trouble = Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC" });
    const stream = new Readable({ read: () => stream.destroy(trouble) });
    const received = receiveImage(
      { status: 200, headers: {}, stream },
      "jpg",
      join(folder, "result"),
      new AbortController().signal,
    );
    await expect(received).rejects.toMatchObject(full);
    expect(await readdir(folder)).toEqual([]);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test("any other error stays as it is", () => {
  const error = new TypeError("x is not a function");
  expect(asFullDisk(error)).toBe(error);
});
