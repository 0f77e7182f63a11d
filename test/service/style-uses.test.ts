import { describe, expect, test } from "vitest";
import { parseBucketName } from "../../src/base/bucket-name.js";
import { Failure } from "../../src/base/failure.js";
import { parseStyleName } from "../../src/base/style-name.js";
import type { Derivation, SignedUrlsRecord } from "../../src/service/ports.js";
import { findStyleUses } from "../../src/service/styles/find-style-uses.js";
import { stagesOfStyle } from "../../src/service/styles/stages-of-style.js";
import { expectFailure } from "../support/expect-failure.js";
import { memoryDerivations } from "../support/memory-notes.js";
import { furnished, shut, source } from "./furnished.js";
import { anonymous, at, house, now, photo, signed } from "./house.js";

const card = parseStyleName("card");

test.each<[string, number]>([
  ["style/card", 1],
  ["style/card,w_1", 1],
  ["image/rotate,90|style/card,w_1|style/card", 2],
  ["style/card2", 0],
  ["style/Card", 0],
  ["style/other,x_card", 0],
  ["image/resize,w_1", 0],
  ["", 0],
  ["nonsense|style/card", 0],
])("%j names the style %i times", (process, times) => {
  expect(stagesOfStyle(process, card)).toHaveLength(times);
});

describe("uses of a style", () => {
  /** A ledger of that many rows, the latest first. */
  async function over(rows: number, saved = 0) {
    const { store } = await furnished();
    let asked = 0;
    const row = (id: number): SignedUrlsRecord => ({
      ...{ id, ...at("shut", `${id}.jpg`), caller: "admin", processes: ["", "style/card"], signedAt: 0, expiresAt: 9 },
    });
    const ledger = {
      list: async ({ before = rows + 1, limit }: { before?: number; limit: number }) => {
        asked += 1;
        const size = Math.min(limit, before - 1);
        return Array.from({ length: size }, (_, i) => row(before - 1 - i));
      },
      isRevoked: () => false,
    };
    const derivations = memoryDerivations();
    for (let i = 0; i < saved; i++) {
      const derived = { source, target: at("shut", `s${i}`), etag: "E", process: "style/card", savedAt: i };
      await derivations.keep(derived satisfies Derivation);
    }
    const use = { store, ledger: ledger as never, derivations, clock: { now: () => now } };
    return { find: findStyleUses(use), asked: () => asked };
  }

  test("are counted to a bound, and it is said where that is", async () => {
    const few = await over(1500);
    expect((await few.find(shut, card, signed)).urls).toMatchObject({ count: 1500, isComplete: true });
    const many = await over(12_000);
    expect((await many.find(shut, card, signed)).urls).toMatchObject({ count: 10_000, isComplete: false });
    expect(many.asked()).toBe(10);
  });

  test("are told by the latest, each once", async () => {
    const { urls } = await (await over(3)).find(shut, card, signed);
    expect(urls.uses.map(({ at: { key } }) => key)).toEqual(["3.jpg", "2.jpg", "1.jpg"]);
  });

  test("by saving are counted to a bound too", async () => {
    const { derived } = await (await over(0, 1001)).find(shut, card, signed);
    expect(derived).toMatchObject({ count: 1000, isComplete: false, objects: [] });
  });

  test("are for who may manage the bucket", async () => {
    const { find } = await over(1);
    await expectFailure("AccessDenied", () => find(shut, card, anonymous));
    const { service } = await furnished();
    await expectFailure("AccessDenied", () => service.sampleImages(shut, [], 1, anonymous));
  });
});

describe("images to try a style on", () => {
  const photos = parseBucketName("photos");
  const texts = Array.from({ length: 40 }, (_, i) => `t${String(i).padStart(2, "0")}`);

  /** A bucket of forty texts and then two images, none of which anybody has looked at. */
  async function gallery() {
    const made = house();
    await made.bucket("photos");
    for (const key of texts) await made.put("photos", key, "no image");
    for (const key of ["y.jpg", "z.jpg"]) await made.put("photos", key, photo);
    const first = texts.slice(0, 10).map((key) => at("photos", key));
    const sample = async (limit: number, spend?: () => void) => {
      const found = await made.service.sampleImages(photos, first, limit, { ...signed, ...(spend && { spend }) });
      return found.map(({ key }) => key);
    };
    return { ...made, sample };
  }

  test("are paid for as they are first looked at, sixteen for a picture, and nothing is read twice", async () => {
    const { sample, engine } = await gallery();
    let paid = 0;
    const pay = () => {
      paid += 1;
    };
    expect(await sample(6, pay)).toEqual(["y.jpg", "z.jpg"]);
    expect([engine.inspections, paid]).toEqual([42, 3]);
    expect(await sample(6, pay)).toEqual(["y.jpg", "z.jpg"]);
    expect([engine.inspections, paid]).toEqual([42, 3]);
  });

  test("are those that were looked at before, for who has no budget for more", async () => {
    const { sample, engine, service } = await gallery();
    const broke = () => {
      throw new Failure("BudgetExceeded", { what: "renders", limit: 1, retryAfterSeconds: 60 });
    };
    expect(await sample(6, broke)).toEqual([]);
    await service.describeObject(await service.viewObject(at("photos", "z.jpg"), signed), signed);
    expect(await sample(6, broke)).toEqual(["z.jpg"]);
    expect(engine.inspections).toBe(1);
  });

  test("are not files that were damaged when they were looked at", async () => {
    const { sample, engine } = await gallery();
    engine.failNextInspection(new Failure("ImageDamage", { reason: "cut off" }));
    await sample(6);
    await sample(6);
    expect(engine.inspections).toBe(42);
  });
});
