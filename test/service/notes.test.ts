import { describe, expect, test } from "vitest";
import { furnished, pipelineOf, shut, source } from "./furnished.js";
import { anonymous, at, type House, photo, signed } from "./house.js";

const target = at("shut", "c.jpg");
const said = { alt: "a bird", title: "Bird", tags: ["b", "a"], focalPoint: { x: 0.5, y: 0.25 } };

async function noted(): Promise<House> {
  const h = await furnished();
  await h.service.setNotes(source, said, signed);
  return h;
}

const notesOf = async ({ service }: House, ...keys: string[]) =>
  service.findNotes(
    keys.map((key) => at("shut", key)),
    signed,
  );

describe("what people say of an object", () => {
  test("stays when other bytes are put under its name", async () => {
    const h = await noted();
    await h.put("shut", "a.jpg", { ...photo, width: 9 });
    expect(await notesOf(h, "a.jpg")).toEqual([said]);
  });

  test("follows a copy, and replaces what was said of the target", async () => {
    const h = await noted();
    await h.put("shut", "c.jpg", photo);
    await h.service.setNotes(target, { title: "other", tags: ["other"] }, signed);
    await h.service.copyObject(await h.service.getObject(source, signed), target, {}, signed);
    expect(await notesOf(h, "a.jpg", "c.jpg")).toEqual([said, said]);
  });

  test("stays when an object is copied onto itself", async () => {
    const h = await noted();
    await h.service.copyObject(await h.service.getObject(source, signed), source, {}, signed);
    expect(await notesOf(h, "a.jpg")).toEqual([said]);
  });

  test("goes with a move", async () => {
    const h = await noted();
    await h.service.moveObject(await h.service.getObject(source, signed), target, {}, signed);
    expect(await notesOf(h, "a.jpg", "c.jpg")).toEqual([undefined, said]);
  });

  test.each<[string, (h: House) => Promise<unknown>]>([
    ["deleteObject", ({ service }) => service.deleteObject(source, signed)],
    ["deleteObjects", ({ service }) => service.deleteObjects(shut, [source.key], signed)],
    ["deleteEach", ({ service }) => service.deleteEach(shut, [source.key], signed)],
  ])("goes with %s", async (_, remove) => {
    const h = await noted();
    await remove(h);
    await h.put("shut", "a.jpg", photo);
    expect(await notesOf(h, "a.jpg")).toEqual([undefined]);
  });

  test("is not heard of an object that is not there, or from who may not write it", async () => {
    const { service } = await furnished();
    await expect(service.setNotes(target, { alt: "x" }, signed)).rejects.toMatchObject({ code: "NoSuchKey" });
    await expect(service.setNotes(source, { alt: "x" }, anonymous)).rejects.toMatchObject({ code: "AccessDenied" });
  });
});

describe("what was saved from an object", () => {
  const save = ({ service }: House, to = target) =>
    service.saveAs({ source, pipeline: pipelineOf("image/resize,w_100"), target: to }, signed);
  const derivedOf = async ({ service }: House, of = source, limit = 10) => {
    const { objects, next } = await service.listDerived(of, { limit }, signed);
    return [...objects.map(({ key }) => key), ...(next ? [`… ${next.key}`] : [])];
  };

  test("is listed, page by page", async () => {
    const h = await furnished();
    for (const key of ["d.jpg", "c.jpg"]) await save(h, at("shut", key));
    expect(await derivedOf(h)).toEqual(["c.jpg", "d.jpg"]);
    expect(await derivedOf(h, source, 1)).toEqual(["c.jpg", "… c.jpg"]);
    const { objects } = await h.service.listDerived(source, { limit: 9, after: target }, signed);
    expect(objects.map(({ key }) => key)).toEqual(["d.jpg"]);
  });

  test("is no longer that when something else stands there, or nothing", async () => {
    const h = await furnished();
    for (const key of ["c.jpg", "d.jpg"]) await save(h, at("shut", key));
    await h.put("shut", "c.jpg", photo);
    await h.service.deleteObject(at("shut", "d.jpg"), signed);
    expect(await derivedOf(h)).toEqual([]);
  });

  test("follows when either has another name", async () => {
    const h = await furnished();
    await save(h);
    const [moved, other] = [at("shut", "moved.jpg"), at("shut", "source.jpg")];
    await h.service.moveObject(await h.service.getObject(target, signed), moved, {}, signed);
    expect(await derivedOf(h)).toEqual(["moved.jpg"]);
    await h.service.moveObject(await h.service.getObject(source, signed), other, {}, signed);
    expect([await derivedOf(h), await derivedOf(h, other)]).toEqual([[], ["moved.jpg"]]);
  });

  test("is not told to who may not see it", async () => {
    const h = await furnished();
    await save(h);
    expect(await h.service.listDerived(source, { limit: 9 }, anonymous)).toEqual({ objects: [] });
  });
});

describe("a focal point", () => {
  const prepare = ({ service }: House, process: string) => service.prepare(source, pipelineOf(process), signed);

  test("changes what a crop without a point makes, and so the result's ETag, and nothing else", async () => {
    const h = await furnished();
    const [open, told, plain] = [
      "image/x-focal-crop,w_50,h_50",
      "image/x-focal-crop,w_50,h_50,x_9",
      "image/resize,w_5",
    ];
    const etags = async () => Promise.all([open, told, plain].map(async (each) => (await prepare(h, each)).etag));
    const before = await etags();
    await h.service.setNotes(source, { focalPoint: { x: 0, y: 0.5 } }, signed);
    const { header, explanation } = await prepare(h, open);
    expect(header.focalPoint).toEqual({ x: 0, y: 0.5 });
    expect(explanation.plan.stages[0]?.steps.at(-1)?.ops.at(-1)).toMatchObject({ op: "crop", x: 0 });
    const after = await etags();
    expect(after.map((etag, i) => etag === before[i])).toEqual([false, true, true]);
    // It is no part of what is kept with the object.
    const object = await h.service.getObject(source, signed);
    expect(await h.service.describeObject(object, signed)).toEqual(photo);
  });
});
