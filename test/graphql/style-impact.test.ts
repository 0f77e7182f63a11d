import { describe, expect, test } from "vitest";
import { parseBucketName } from "../../src/base/bucket-name.js";
import { parseStyleName } from "../../src/base/style-name.js";
import { parseProcess } from "../../src/pipeline/index.js";
import type { KeptDocument, Results } from "../../src/service/ports.js";
import { at, house, now, photo, signed } from "../service/house.js";
import { openDoor } from "./door.js";

const photos = parseBucketName("photos");
const card = parseStyleName("card");
const width = {
  name: "width",
  description: "",
  targets: [{ action: "resize", argument: "width", occurrence: 0 }],
  min: 50,
  max: 300,
};

/** Results by name alone. */
function memoryResults(): Results {
  const kept = new Map<string, KeptDocument>();
  return {
    find: async (etag) => kept.get(etag),
    has: async (etag) => kept.has(etag),
    async keep(etag, rendered) {
      kept.set(etag, { kind: "document", json: "{}" });
      if (rendered.kind === "image") await rendered.file.release();
    },
    close: async () => {},
  };
}

async function gallery(options: Parameters<typeof house>[0] = {}) {
  const made = house(options);
  await made.bucket("photos", "public-read");
  for (const [i, key] of ["a.jpg", "b.jpg", "c.jpg", "d.jpg"].entries())
    await made.put("photos", key, { ...photo, byteSize: 1000 + i });
  await made.put("photos", "0.txt", "no image");
  await made.service.writeStyle(photos, card, { content: "image/resize,w_100", parameters: [width] }, signed);
  const sign = (key: string, process: string, expiresIn = 3600) =>
    made.service.signUrl(at("photos", key), { process, expiresIn }, signed);
  return { ...made, sign, ...(await openDoor(made.service, { defaultBucket: "photos" })) };
}

const impact = (fields: string, rest = "") =>
  `query ($transform: TransformInput!, $sample: Int) { impact: styleImpact(name: "card", transform: $transform, sample: $sample${rest}) { ${fields} } }`;
const narrow = { transform: { simple: { width: 40 } } };

describe("what a change of a style touches", () => {
  test("signed URLs that name it, alone, with arguments and among other stages", async () => {
    const { run, sign, service } = await gallery();
    await sign("b.jpg", "style/card");
    await sign("b.jpg", "style/card", 7200);
    await sign("a.jpg", "style/card,width_200");
    await sign("c.jpg", "image/rotate,90|style/card");
    await sign("d.jpg", "style/card2");
    await sign("d.jpg", "image/resize,w_9");
    await sign("d.jpg", "style/card");
    await service.revokeUrls({ kind: "object", ...at("photos", "d.jpg") }, "", signed);
    const { data } = await run(
      impact("signedUrls { count isComplete lastExpiresAt sample { key process expiresAt } }"),
      narrow,
    );
    expect(data.impact.signedUrls).toMatchObject({
      count: 4,
      isComplete: true,
      sample: [
        { key: "c.jpg", process: "image/rotate,90|style/card" },
        { key: "a.jpg", process: "style/card,width_200" },
        { key: "b.jpg", process: "style/card" },
      ],
    });
    const seconds = (Date.parse(data.impact.signedUrls.lastExpiresAt) - now) / 1000;
    expect(seconds).toBeGreaterThanOrEqual(7200);
  });

  test("results that are kept of what those show, and of the sampled images", async () => {
    const { run, sign, service } = await gallery({ results: memoryResults() });
    const render = async (key: string, process: string) => {
      await sign(key, process);
      const prepared = await service.prepare(at("photos", key), parseProcess(process).pipeline, signed);
      await (await service.render(prepared, signed)).release();
    };
    await render("b.jpg", "style/card,width_200");
    await render("c.jpg", "style/card");
    await sign("d.jpg", "style/card|image/rotate,90");
    const counted = await run(impact("cachedResults { count lookedAt isComplete }"), narrow);
    // Three that were signed, and each of the four images with the style alone, c.jpg among both.
    expect(counted.data.impact.cachedResults).toEqual({ count: 2, lookedAt: 6, isComplete: true });
    const few = await run(impact("cachedResults { count lookedAt }"), { ...narrow, sample: 0 });
    expect(few.data.impact.cachedResults).toEqual({ count: 2, lookedAt: 3 });
    // What was kept of the style as it was is not what the new one would show.
    await service.putStyle(photos, card, "image/resize,w_90", signed);
    const after = await run(impact("cachedResults { count }"), narrow);
    expect(after.data.impact.cachedResults).toEqual({ count: 1 });
  });

  test("no results where none are kept", async () => {
    const { run } = await gallery();
    expect((await run(impact("cachedResults { count }"), narrow)).data.impact.cachedResults).toBeNull();
  });

  test("objects that were saved through it, which stay as they are", async () => {
    const { run } = await gallery();
    const save = (process: string, key: string) =>
      run(`mutation ($input: SaveImageInput!) { saveImage(input: $input) { written } }`, {
        input: { source: { key: "a.jpg" }, target: { key }, transform: { process } },
      });
    await save("style/card", "s/1.jpg");
    await save("style/card,width_60|image/rotate,90", "s/2.jpg");
    await save("image/resize,w_9", "s/3.jpg");
    const { data } = await run(impact("derivedObjects { count isComplete sample { key } }"), narrow);
    expect(data.impact.derivedObjects).toMatchObject({ count: 2, isComplete: true });
    expect(new Set(data.impact.derivedObjects.sample.map(({ key }: { key: string }) => key))).toEqual(
      new Set(["s/1.jpg", "s/2.jpg"]),
    );
  });

  test("images before and after: those that are used first, and no text", async () => {
    const { run, sign, engine } = await gallery();
    await sign("c.jpg", "style/card");
    const fields =
      "renditions { image { key } before { width height url process } after { width height url process } }";
    const { data } = await run(impact(fields), { ...narrow, sample: 2 });
    const url = (key: string, process: string) => expect.stringContaining(`/photos/${key}?${process}&`);
    const of = (key: string) => ({
      image: { key },
      before: { width: 100, height: 67, process: "image/resize,w_100", url: url(key, "image/resize,w_100") },
      after: { width: 40, height: 27, process: "image/resize,w_40", url: url(key, "image/resize,w_40") },
    });
    expect(data.impact.renditions).toEqual([of("c.jpg"), of("a.jpg")]);
    const all = await run(impact("renditions { image { key } }"), { ...narrow, sample: 24 });
    expect(all.data.impact.renditions).toHaveLength(4);
    expect(engine.jobs).toEqual([]);
  });

  test("warnings about arguments, failures, sizes and formats", async () => {
    const { run, sign } = await gallery();
    await sign("a.jpg", "style/card,width_200");
    await sign("b.jpg", "style/card,width_200");
    await sign("b.jpg", "style/card,width_60");
    const warnings = async (transform: object, rest = "") =>
      (await run(impact("warnings { kind key message }", rest), { transform, sample: 1 })).data.impact.warnings;
    expect(await warnings({ process: "image/resize,w_100" })).toEqual([]);
    expect(await warnings({ simple: { width: 60, format: "PNG" } })).toEqual([
      { kind: "SIZE_CHANGES", key: "b.jpg", message: "b.jpg: 100x67 px would become 60x40 px" },
      { kind: "FORMAT_CHANGES", key: "b.jpg", message: "b.jpg: jpg would become png" },
    ]);
    const failing = await warnings({ steps: [{ crop: { x: 9999 } }] });
    expect(failing).toMatchObject([
      { kind: "ARGUMENTS_REFUSED", key: null, message: expect.stringMatching(/^3 of the pictures/) },
      { kind: "RENDERING_FAILS", key: "b.jpg" },
    ]);
    const fewer = `, parameters: [{ name: "width", max: 100, targets: [{ action: "resize", argument: "width" }] }]`;
    expect(await warnings({ process: "image/resize,w_100" }, fewer)).toEqual([
      {
        kind: "ARGUMENTS_REFUSED",
        key: null,
        message: expect.stringMatching(/^2 of the pictures that signed URLs show would be refused: width: .*1\.\.100/),
      },
    ]);
  });

  test("of a style that there is not yet: nothing but the images", async () => {
    const { run, service } = await gallery({ results: memoryResults() });
    await service.deleteStyle(photos, card, signed);
    const { data } = await run(
      impact(
        "signedUrls { count lastExpiresAt } cachedResults { count } derivedObjects { count } renditions { before { width } after { width } } warnings { kind }",
      ),
      { ...narrow, sample: 1 },
    );
    expect(data.impact).toEqual({
      signedUrls: { count: 0, lastExpiresAt: null },
      cachedResults: null,
      derivedObjects: { count: 0 },
      renditions: [{ before: null, after: { width: 40 } }],
      warnings: [],
    });
  });

  test.each([
    "style/other",
    "image/resize,w_9|sys/saveas,o_YS5qcGc",
    "image/nonsense",
  ])("of a style that was stored as %s and cannot be used, no picture before", async (content) => {
    const { run, service } = await gallery();
    await service.putStyle(photos, parseStyleName("other"), "image/resize,w_200", signed);
    await service.putStyle(photos, card, content, signed);
    const { data, errors } = await run(impact("renditions { before { width } after { width } } warnings { kind }"), {
      ...narrow,
      sample: 1,
    });
    expect(errors).toBeUndefined();
    expect(data.impact).toEqual({ renditions: [{ before: null, after: { width: 40 } }], warnings: [] });
  });

  test("is told by updateStyle too, with the version before", async () => {
    const { run, sign } = await gallery();
    await sign("a.jpg", "style/card,width_200");
    const update = `mutation ($input: UpdateStyleInput!) { updateStyle(input: $input) {
      impact { signedUrls { count } renditions { before { width } after { width } } warnings { kind } } userErrors { code } } }`;
    const { data } = await run(update, { input: { name: "card", ...narrow, parameters: [] } });
    expect(data.updateStyle.impact).toEqual({
      signedUrls: { count: 1 },
      renditions: Array(4).fill({ before: { width: 100 }, after: { width: 40 } }),
      warnings: [{ kind: "ARGUMENTS_REFUSED" }, ...Array(4).fill({ kind: "SIZE_CHANGES" })],
    });
    const same = await run(update, { input: { name: "card", ...narrow } });
    expect(same.data.updateStyle).toEqual({ impact: null, userErrors: [] });
  });

  test.each([
    [{ transform: { style: "b" } }, "INVALID_ARGUMENT", ["transform"]],
    [{ transform: { simple: { width: 0 } } }, "INVALID_ARGUMENT", ["transform", "simple", "width"]],
    [{ ...narrow, sample: 25 }, "INVALID_ARGUMENT", ["sample"]],
    [{ ...narrow, sample: -1 }, "INVALID_ARGUMENT", ["sample"]],
  ])("%j is refused", async (variables, code, inputPath) => {
    const { run } = await gallery();
    const { errors } = await run(impact("signedUrls { count }"), variables);
    expect(errors).toMatchObject([{ extensions: { code, inputPath } }]);
  });
});
