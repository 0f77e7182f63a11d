import { describe, expect, test } from "vitest";
import { Failure } from "../../src/base/failure.js";
import type { Service } from "../../src/service/index.js";
import { house, photo } from "../service/house.js";
import { insights } from "../support/fake-engine.js";
import { openDoor } from "./door.js";

async function gallery(change: (service: Service) => Service = (service) => service) {
  const made = house();
  await made.bucket("photos", "public-read");
  await made.put("photos", "a.jpg", photo);
  return { ...made, ...(await openDoor(change(made.service), { defaultBucket: "photos" })) };
}

describe("what is seen in a picture", () => {
  const all = `image(key: "a.jpg") {
    placeholder { kind value } blur: placeholder(kind: BLURHASH) { value } tiny: placeholder(kind: LQIP) { value }
    color: placeholder(kind: COLOR) { kind value } palette perceptualHash
    trimmed: rendition(transform: { steps: [{ trim: true }] }) { width height } }`;

  test("is looked at once for all fields of an operation, and never again", async () => {
    const { run, engine } = await gallery();
    const first = await run(`{ ${all} again: ${all} }`);
    expect(first.errors).toBeUndefined();
    expect(first.data.image).toEqual({
      placeholder: { kind: "THUMBHASH", value: insights.thumbHash },
      blur: { value: insights.blurHash },
      tiny: { value: insights.lqip },
      color: { kind: "COLOR", value: "#102030" },
      palette: ["#102030", "#FFFFFF"],
      perceptualHash: insights.perceptualHash,
      trimmed: { width: 300, height: 200 },
    });
    expect(await run(`{ ${all} again: ${all} }`)).toEqual(first);
    expect([engine.analyses, engine.inspections, engine.jobs.length]).toEqual([1, 1, 0]);
  });

  test("is null with an error in its place where it cannot be", async () => {
    const { run } = await gallery((service) => ({
      ...service,
      analyseObject: async () => {
        throw new Failure("ImageDamage", { reason: "cut" });
      },
    }));
    const { data, errors } = await run(`{ image(key: "a.jpg") { key palette placeholder { value } } }`);
    expect(data.image).toEqual({ key: "a.jpg", palette: null, placeholder: null });
    expect(errors?.map(({ path, extensions }) => [path, extensions?.code])).toEqual([
      [["image", "palette"], "IMAGE_DAMAGE"],
      [["image", "placeholder"], "IMAGE_DAMAGE"],
    ]);
  });
});

describe("an open format", () => {
  const auto = "{ simple: { width: 100, format: AUTO } }";

  test("is told as a browser of today gets it, and the URL leaves it open", async () => {
    const { run } = await gallery();
    const { data, errors } = await run(
      `{ image(key: "a.jpg") { rendition(transform: ${auto}) { isNegotiated format contentType process url }
         settled: rendition(transform: { simple: { format: WEBP } }) { isNegotiated } } }`,
    );
    expect(errors).toBeUndefined();
    const { url, ...facts } = data.image.rendition;
    expect(facts).toEqual({
      isNegotiated: true,
      format: "AVIF",
      contentType: "image/avif",
      process: "image/resize,w_100/x-auto-format,1",
    });
    expect(url).toContain("x-auto-format,1");
    expect(data.image.settled.isNegotiated).toBe(false);
  });

  test("is not saved", async () => {
    const { run, engine } = await gallery();
    const { data } = await run(
      `mutation { saveImage(input: { source: { key: "a.jpg" }, target: { key: "b" }, transform: ${auto} }) {
         written userErrors { code path } } }`,
    );
    expect(data.saveImage).toEqual({
      written: false,
      userErrors: [{ code: "INVALID_ARGUMENT", path: ["transform", "simple", "format"] }],
    });
    expect(engine.jobs).toEqual([]);
  });
});

test("the plan tells the bound of bytes and the tries", async () => {
  const { run } = await gallery();
  const { data, errors } = await run(
    `{ image(key: "a.jpg") { rendition(transform: { steps: [{ maxBytes: { bytes: 20000 } }, { metadata: { keep: COPYRIGHT } }] }) {
       process plan { stages { quality maxBytes maxTries } } }
       free: rendition(transform: { simple: { width: 9 } }) { plan { stages { maxBytes maxTries } } } } }`,
  );
  expect(errors).toBeUndefined();
  expect(data.image.rendition).toEqual({
    process: "image/x-max-bytes,20000/x-metadata,copyright",
    plan: { stages: [{ quality: 75, maxBytes: 20_000, maxTries: 6 }] },
  });
  expect(data.image.free.plan.stages).toEqual([{ maxBytes: null, maxTries: 1 }]);
});

test("capabilities name what is beyond OSS", async () => {
  const { run } = await gallery();
  const { data } = await run("{ capabilities { actions { name extension stepField } } }");
  const extensions = data.capabilities.actions.filter(({ extension }: { extension: boolean }) => extension);
  expect(extensions.map(({ stepField }: { stepField: string }) => stepField)).toEqual([
    "focalCrop",
    "smartCrop",
    "trim",
    "maxBytes",
    "autoFormat",
    "metadata",
    "engine",
  ]);
});
