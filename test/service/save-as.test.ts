import { describe, expect, test } from "vitest";
import { parseStyleName } from "../../src/base/style-name.js";
import { expectFailure } from "../support/expect-failure.js";
import { furnished, pipelineOf, shut, source } from "./furnished.js";
import { anonymous, at, contentOf, photo, signed } from "./house.js";

describe("saveAs", () => {
  const target = at("shut", "saved.jpg");
  const pipeline = pipelineOf("image/resize,w_100/format,png");

  test("stores the result with its type; the source stays", async () => {
    const h = await furnished();
    const { object, written } = await h.service.saveAs({ source, pipeline, target }, signed);
    expect(written).toBe(true);
    expect(object).toMatchObject({ ...target, contentType: "image/png", acl: "default", metadata: {} });
    expect(await contentOf(h, object)).toBe(`[${JSON.stringify(photo)}]`);
    expect(await contentOf(h, await h.service.getObject(source, signed))).toBe(JSON.stringify(photo));
    expect([h.store.filesInUse, h.engine.resultsInUse]).toEqual([0, 0]);
  });

  test("stores ACL, metadata and disposition as asked, over the source itself too", async () => {
    const h = await furnished();
    const input = { acl: "public-read", metadata: { a: "1" }, contentDisposition: "attachment" } as const;
    const { object } = await h.service.saveAs({ source, pipeline, target: source, ...input }, signed);
    expect(object).toMatchObject({ ...source, ...input });
  });

  test("REPLACE replaces, FAIL fails and SKIP leaves, both without rendering", async () => {
    const h = await furnished();
    const old = await h.put("shut", "saved.jpg", "old");
    const save = (ifExists: "REPLACE" | "FAIL" | "SKIP") =>
      h.service.saveAs({ source, pipeline, target, ifExists }, signed);
    await expectFailure("FileAlreadyExists", () => save("FAIL"));
    expect(await save("SKIP")).toEqual({ object: old, written: false });
    expect(h.engine.jobs).toEqual([]);
    expect((await save("REPLACE")).written).toBe(true);
  });

  test.each(["FAIL", "SKIP"] as const)("%s holds against another writer during the render", async (ifExists) => {
    const h = await furnished();
    const render = h.engine.render.bind(h.engine);
    h.engine.render = async (...args) => {
      await h.put("shut", "saved.jpg", "theirs");
      return render(...args);
    };
    const saving = h.service.saveAs({ source, pipeline, target, ifExists }, signed);
    if (ifExists === "FAIL") await expectFailure("FileAlreadyExists", () => saving);
    else expect(await saving).toMatchObject({ written: false });
    expect(await contentOf(h, await h.service.getObject(target, signed))).toBe("theirs");
    expect(h.engine.resultsInUse).toBe(0);
  });

  test.each([
    ["an engine that works inside the store", true],
    ["one that leaves it to the caller", false],
  ])("is one picture in a budget, made by %s", async (_, saves) => {
    const h = await furnished();
    let asked = 0;
    h.engine.save = async (_job, to) => {
      asked += 1;
      if (saves) await h.put(to.bucket, to.key, "theirs");
      return saves;
    };
    const spent: number[] = [];
    const spend = (megapixels: number) => {
      if (spent.length > 0) throw new Error("used up");
      spent.push(megapixels);
    };
    await h.service.saveAs({ source, pipeline, target }, { ...signed, spend });
    expect(spent).toEqual([(photo.width * photo.height) / 1_000_000]);
    await expect(h.service.saveAs({ source, pipeline, target }, { ...signed, spend })).rejects.toThrow("used up");
    expect(asked).toBe(1);
  });

  test("a missing target bucket is NoSuchBucket with its own sub-code, before any pixel", async () => {
    const h = await furnished();
    const failure = await expectFailure("NoSuchBucket", () =>
      h.service.saveAs({ source, pipeline, target: at("none", "a") }, signed),
    );
    expect(failure.ec).toBe("0015-00000101");
    expect(h.engine.jobs).toEqual([]);
  });

  test.each([
    "image/info",
    "image/resize,w_10/average-hue",
    "image/resize,w_10|image/info",
    "style/ask",
  ])("%s makes nothing to save", async (process) => {
    const h = await furnished();
    await h.service.putStyle(shut, parseStyleName("ask"), "image/info", signed);
    await expectFailure("InvalidArgument", () =>
      h.service.saveAs({ source, pipeline: pipelineOf(process), target }, signed),
    );
  });

  test("anonymous callers save only where they may write, at both ends", async () => {
    const h = await furnished();
    await h.bucket("read", "public-read");
    await h.bucket("write", "public-read-write");
    await h.put("read", "a.jpg", photo);
    await h.put("write", "a.jpg", photo);
    const save = (from: string, to: string) =>
      h.service.saveAs({ source: at(from, "a.jpg"), pipeline, target: at(to, "saved.png") }, anonymous);
    await expectFailure("AccessDenied", () => save("read", "write"));
    await expectFailure("AccessDenied", () => save("write", "read"));
    await expectFailure("AccessDenied", () => save("write", "shut"));
    expect((await save("write", "write")).written).toBe(true);
    const withAcl = { source: at("write", "a.jpg"), pipeline, target: at("write", "b"), acl: "public-read" } as const;
    await expectFailure("AccessDenied", () => h.service.saveAs(withAcl, anonymous));
  });
});
