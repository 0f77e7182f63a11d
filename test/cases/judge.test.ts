import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { makePicture } from "../support/picture.js";
import { type Answer, cases } from "./case.js";
import { judge } from "./judge.js";

/** A judge who passes everything proves nothing: each of these answers is wrong in one thing. */
const example = (id: string) => cases.find((one) => one.id === id) ?? expect.fail(`no case ${id}`);
const image = (bytes: Buffer, contentType = "image/jpeg"): Answer => ({ kind: "image", bytes, contentType });
const json = (members: Record<string, unknown>): Answer => ({ kind: "json", json: JSON.stringify(members) });

const photo = await makePicture({ w: 400, h: 267, format: "jpg" });
const right = () => sharp(photo).resize(100, 67);
const solid = (width: number, height: number, background: string) =>
  sharp({ create: { width, height, channels: 4, background } });
const rightInfo = {
  FileSize: { value: String(photo.length) },
  Format: { value: "jpg" },
  FrameCount: { value: "1" },
  ImageHeight: { value: "267" },
  ImageWidth: { value: "400" },
};

describe("the judge passes what is right", () => {
  test.each<[string, () => Promise<Answer>]>([
    ["resize-001", async () => image(await right().jpeg().toBuffer())],
    ["info-001", async () => json(rightInfo)],
    ["resize-e01", async () => ({ kind: "failure", code: "InvalidArgument", status: 400 })],
  ])("%s", async (id, answer) => {
    await judge(example(id), await answer());
  });
});

describe("the judge refuses", () => {
  test.each<[string, string, () => Promise<Answer>]>([
    [
      "a px too few",
      "resize-001",
      async () => image(await sharp(photo).resize(99, 67, { fit: "fill" }).jpeg().toBuffer()),
    ],
    ["another format", "resize-001", async () => image(await right().png().toBuffer())],
    ["another type", "resize-001", async () => image(await right().jpeg().toBuffer(), "image/png")],
    ["another part of the source", "resize-001", async () => image(await right().flop().jpeg().toBuffer())],
    ["a progressive JPG", "resize-001", async () => image(await right().jpeg({ progressive: true }).toBuffer())],
    ["a baseline JPG", "interlace-001", async () => image(photo)],
    [
      "an orientation tag",
      "resize-001",
      async () => image(await right().withMetadata({ orientation: 6 }).jpeg().toBuffer()),
    ],
    ["half a file", "resize-001", async () => image((await right().jpeg().toBuffer()).subarray(0, 900))],
    ["one frame of three", "resize-041", async () => image(await solid(100, 60, "#fff").gif().toBuffer(), "image/gif")],
    ["a wrong colour", "pixel-001", async () => image(await solid(100, 100, "#3366CC").png().toBuffer(), "image/png")],
    [
      "opaque corners",
      "pixel-006",
      async () => image(await solid(200, 100, "#3366CC").removeAlpha().png().toBuffer(), "image/png"),
    ],
    ["unchanged light", "blur-001", async () => image(photo)],
    ["no text", "watermark-001", async () => image(photo)],
    ["no saving of bytes", "quality-001", async () => image(await right().jpeg({ quality: 100 }).toBuffer())],
    [
      "a wrong prediction",
      "resize-001",
      async () => ({
        ...image(await right().jpeg().toBuffer()),
        predicted: { width: 100, height: 66, frames: 1, format: "jpg", contentType: "image/jpeg" },
      }),
    ],
    ["a failure", "resize-001", async () => ({ kind: "failure", code: "InternalError", status: 500 })],
    ["an image for a failure", "resize-e01", async () => image(photo)],
    ["another failure", "resize-e01", async () => ({ kind: "failure", code: "MissingArgument", status: 400 })],
    ["another status", "resize-e01", async () => ({ kind: "failure", code: "InvalidArgument", status: 500 })],
    ["a missing member", "info-001", async () => json({ ...rightInfo, FileSize: undefined })],
    ["a wrong member", "info-001", async () => json({ ...rightInfo, ImageWidth: { value: "401" } })],
    ["a bare member", "info-001", async () => json({ ...rightInfo, Model: "X" })],
    ["members out of order", "info-001", async () => json({ ...rightInfo, Artist: { value: "X" } })],
    ["a hue in capitals", "average-hue-002", async () => ({ kind: "json", json: '{"RGB": "0x3366CC"}' })],
    [
      "nothing stored",
      "saveas-001",
      async () => json({ bucket: "bkt", fileSize: 1, object: "dest.jpg", status: "OK" }),
    ],
  ])("%s: %s", async (_, id, answer) => {
    const given = await answer();
    await expect(judge(example(id), given)).rejects.toThrow();
  });
});
