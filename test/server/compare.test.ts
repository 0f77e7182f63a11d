import { readFile } from "node:fs/promises";
import { Readable } from "node:stream";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Call } from "../../src/service/service.js";
import { photo } from "../engine/support/photos.js";
import { type OpenedPairing, openPairing, pairings } from "../pairings/pairing.js";
import { at } from "../service/house.js";
import { graphqlRequest } from "../support/graphql-request.js";

const admin: Call = { caller: { kind: "admin" }, signal: new AbortController().signal };

const asked = `query ($key: String!, $a: RenditionSpec!, $b: RenditionSpec!, $tolerance: ToleranceInput, $side: Int = 64) {
  compare(bucket: "shop", key: $key, a: $a, b: $b, tolerance: $tolerance, heatMapSide: $side) {
    verdict psnr ssim largestDifference differingShare frames heatMap
    tolerance { minSsim maxDifference maxDifferingShare }
    a { byteSize rendition { url width height format process plan { engine } } }
    b { byteSize rendition { width height format } } } }`;

interface Compared {
  readonly verdict: string;
  readonly heatMap: string;
  readonly a: {
    readonly byteSize: number;
    readonly rendition: { readonly url: string; readonly [field: string]: unknown };
  };
  readonly [field: string]: unknown;
}

const by = (process: string, more: object = {}) => ({ transform: { process }, ...more });

async function put(opened: OpenedPairing, key: string, bytes: Buffer): Promise<void> {
  const options = { contentType: "image/jpeg", metadata: {} };
  await opened.gateway.service.putObject(at("shop", key), Readable.from([bytes]), options, admin);
}

async function furnished(opened: OpenedPairing): Promise<OpenedPairing> {
  await opened.gateway.service.createBucket(at("shop", "x").bucket, "private", admin);
  await put(opened, "china.jpg", await readFile(photo("china.jpg")));
  await put(opened, "sunset.gif", await readFile(photo("sunset.gif")));
  const half = await readFile(photo("picos.jpg"));
  await put(opened, "damaged.jpg", half.subarray(0, half.length / 2));
  await put(opened, "text.jpg", Buffer.from("text"));
  return opened;
}

const ask = (opened: OpenedPairing, variables: object, options?: { token: string | undefined }) =>
  graphqlRequest<{ compare: Compared | null }>(opened.gateway, asked, { key: "china.jpg", ...variables }, options);

describe.each(pairings)("objects in $store, pixels by $engine", (pairing) => {
  let opened: OpenedPairing;
  beforeAll(async () => {
    opened = await furnished(await openPairing(pairing));
  });
  afterAll(() => opened.close());
  const compare = async (variables: object) => {
    const { data, errors } = await ask(opened, variables);
    if (!data?.compare) throw new Error(JSON.stringify(errors));
    return data.compare;
  };

  test("two qualities: how far apart, and both to be fetched", async () => {
    const pair = { a: by("image/resize,w_320/format,png"), b: by("image/resize,w_320/format,jpg/quality,Q_40") };
    const usual = { minSsim: 0.95, maxDifference: 255, maxDifferingShare: 1 };
    expect(await compare(pair)).toMatchObject({ verdict: "DIFFERENT", tolerance: usual });
    const seen = await compare({ ...pair, tolerance: { minSsim: 0.8 } });
    expect(seen).toMatchObject({
      verdict: "WITHIN",
      frames: 1,
      tolerance: { ...usual, minSsim: 0.8 },
      a: { rendition: { width: 320, format: "PNG", plan: { engine: pairing.engine.toUpperCase() } } },
      b: { rendition: { width: 320, format: "JPG" } },
    });
    expect(seen.psnr).toBeGreaterThan(25);
    expect(seen.largestDifference).toBeGreaterThan(3);
    const fetched = await fetch(seen.a.rendition.url);
    expect((await fetched.arrayBuffer()).byteLength).toBe(seen.a.byteSize);
    const [, base64 = ""] = /^data:image\/png;base64,(.+)$/.exec(seen.heatMap) ?? [];
    expect(await sharp(Buffer.from(base64, "base64")).metadata()).toMatchObject({
      format: "png",
      width: 64,
      height: 43,
    });
  });

  test("the same is identical, whatever the way", async () => {
    const a = by("image/resize,w_100/format,png");
    const b = { transform: { steps: [{ resize: { width: 100 } }, { format: { format: "BMP" } }] } };
    expect(await compare({ a, b })).toMatchObject({ verdict: "IDENTICAL", psnr: null, ssim: 1, differingShare: 0 });
  });

  test("two sizes, and two lengths", async () => {
    const sizes = { a: by("image/resize,w_100"), b: by("image/resize,w_50") };
    expect(await compare(sizes)).toMatchObject({ verdict: "SIZE_DIFFERS" });
    const lengths = { key: "sunset.gif", a: by("image/resize,w_40"), b: by("image/resize,w_40/format,png") };
    expect(await compare(lengths)).toMatchObject({ verdict: "FRAMES_DIFFER", frames: 1 });
    const still = { key: "sunset.gif", a: by("image/resize,w_40"), b: by("image/resize,w_40/format,webp") };
    expect(await compare(still)).toMatchObject({ frames: 12 });
  });

  test("this machine against what the gateway is set to", async () => {
    const process = "image/resize,m_fill,w_200,h_100/format,png";
    const seen = await compare({ a: by(process), b: by(process, { engine: "LOCAL" }) });
    expect(seen.verdict).toBe("IDENTICAL");
  });
});

describe("versions of a style", () => {
  let opened: OpenedPairing;
  beforeAll(async () => {
    opened = await furnished(await openPairing({ store: "embedded", engine: "local" }));
    for (const [name, process] of [
      ["card", "image/resize,w_100/format,png"],
      ["card", "image/resize,w_100/bright,20/format,png"],
      ["outside", "image/resize,w_100|image/crop,x_400"],
    ]) {
      const input = { bucket: "shop", name, transform: { process }, ifExists: "REPLACE" };
      const mutation = "mutation ($input: CreateStyleInput!) { createStyle(input: $input) { userErrors { code } } }";
      expect((await graphqlRequest(opened.gateway, mutation, { input })).errors).toBeUndefined();
    }
  });
  afterAll(() => opened.close());
  const card = { transform: { style: "card" } };

  test("what it was against what it is", async () => {
    const { data } = await ask(opened, { a: { ...card, styleVersion: 1 }, b: card });
    expect(data?.compare).toMatchObject({
      a: { rendition: { process: "image/resize,w_100/format,png" } },
      largestDifference: expect.any(Number),
    });
    expect(data?.compare?.largestDifference).toBeGreaterThan(10);
    const same = await ask(opened, { a: { ...card, styleVersion: 2 }, b: { ...card, engine: "LOCAL" } });
    expect(same.data?.compare).toMatchObject({ verdict: "IDENTICAL" });
  });

  test("the engine may be named too", async () => {
    const { data } = await ask(opened, {
      a: { ...card, styleVersion: 1, engine: "LOCAL" },
      b: { ...card, styleVersion: 1 },
    });
    expect(data?.compare).toMatchObject({ verdict: "IDENTICAL" });
  });

  test.each<[string, object, object]>([
    [
      "one that is not kept",
      { ...card, styleVersion: 9 },
      { code: "NO_SUCH_STYLE_VERSION", inputPath: ["b", "styleVersion"] },
    ],
    ["none of all", { ...card, styleVersion: 0 }, { code: "INVALID_ARGUMENT", inputPath: ["b", "styleVersion"] }],
    [
      "of no style",
      { ...by("image/resize,w_9"), styleVersion: 1 },
      { code: "INVALID_ARGUMENT", inputPath: ["b", "styleVersion"] },
    ],
    [
      "of a style that is not there",
      { transform: { style: "none" }, styleVersion: 1 },
      { code: "NO_SUCH_STYLE", inputPath: ["b", "transform"] },
    ],
    [
      "of one of two styles",
      { ...by("style/card|style/other"), styleVersion: 1 },
      { code: "INVALID_ARGUMENT", inputPath: ["b", "transform", "process"] },
    ],
    [
      "whose content does not fit the picture",
      { ...by("image/rotate,90|style/outside"), styleVersion: 1 },
      { code: "BAD_REQUEST", where: { stage: 1, style: "outside", action: "crop" } },
    ],
  ])("refused: %s", async (_, b, extensions) => {
    expect((await ask(opened, { a: card, b })).errors).toMatchObject([{ extensions }]);
  });

  test("are for who may manage the bucket", async () => {
    const { service } = opened.gateway;
    await service.updateBucket(at("shop", "x").bucket, { acl: "public-read" }, admin);
    const { errors } = await ask(opened, { a: { ...card, styleVersion: 1 }, b: card }, { token: undefined });
    expect(errors).toMatchObject([{ path: ["compare"], extensions: { code: "ACCESS_DENIED" } }]);
    expect((await ask(opened, { a: card, b: card }, { token: undefined })).data?.compare?.verdict).toBe("IDENTICAL");
  });
});

describe("refused", () => {
  let opened: OpenedPairing;
  beforeAll(async () => {
    opened = await furnished(await openPairing({ store: "embedded", engine: "local" }));
  });
  afterAll(() => opened.close());
  const small = by("image/resize,w_9");

  test.each<[string, object, object]>([
    [
      "a step out of range",
      { b: by("image/resize,w_0") },
      { code: "INVALID_ARGUMENT", inputPath: ["b", "transform", "process"] },
    ],
    [
      "a style that is not there",
      { a: { transform: { style: "none" } } },
      { code: "NO_SUCH_STYLE", inputPath: ["a", "transform", "style"] },
    ],
    [
      "an engine that is not there",
      { b: { ...small, engine: "OSS" } },
      { code: "INVALID_ARGUMENT", inputPath: ["b", "engine"] },
    ],
    ["a question", { a: by("image/info") }, { code: "INVALID_ARGUMENT", inputPath: ["a", "transform"] }],
    ["a map that is too large", { side: 1025 }, { code: "INVALID_ARGUMENT", inputPath: ["heatMapSide"] }],
    [
      "a likeness above 1",
      { tolerance: { minSsim: 1.1 } },
      { code: "INVALID_ARGUMENT", inputPath: ["tolerance", "minSsim"] },
    ],
    ["half a level", { tolerance: { maxDifference: 1.5 } }, { code: "BAD_USER_INPUT" }],
    [
      "a share above 1",
      { tolerance: { maxDifferingShare: 2 } },
      { code: "INVALID_ARGUMENT", inputPath: ["tolerance", "maxDifferingShare"] },
    ],
    ["a name that none can have", { key: "/a" }, { code: "INVALID_OBJECT_NAME", inputPath: ["key"] }],
    ["a damaged file", { key: "damaged.jpg" }, { code: "IMAGE_DAMAGE" }],
  ])("%s", async (_, given, extensions) => {
    const { data, errors } = await ask(opened, { a: small, b: small, ...given });
    expect(data?.compare ?? null).toBeNull();
    expect(errors).toMatchObject([{ extensions }]);
  });

  test("what is not there, is no image, or is not the caller's, is null", async () => {
    for (const key of ["none.jpg", "text.jpg"])
      expect(await ask(opened, { key, a: small, b: small })).toMatchObject({ data: { compare: null } });
    const nobody = await ask(opened, { a: small, b: small }, { token: undefined });
    expect(nobody).toMatchObject({ data: { compare: null } });
    expect(nobody.errors).toBeUndefined();
  });

  test("to whoever sees styles only, but what they show", async () => {
    const { service } = opened.gateway;
    const { bucket } = at("shop", "x");
    await service.updateBucket(bucket, { acl: "public-read", sourceProtection: [{ suffix: ".jpg" }] }, admin);
    const { errors } = await ask(opened, { a: small, b: small }, { token: undefined });
    expect(errors).toMatchObject([{ path: ["compare"], extensions: { code: "ACCESS_DENIED" } }]);
    await service.updateBucket(bucket, { acl: "private", sourceProtection: [] }, admin);
  });
});
