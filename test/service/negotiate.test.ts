import { describe, expect, test } from "vitest";
import { negotiate, type Offers } from "../../src/service/rendering/negotiate.js";

const quick = { milliseconds: 100, frames: 1, isKept: false };
const slow = { milliseconds: 9000, frames: 1, isKept: false };
const budgetMs = 3000;
const photo: Offers = { own: "jpg", webp: quick, avif: quick };

const chrome = "image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8";
const firefox = "image/avif,image/webp,image/png,image/svg+xml,image/*;q=0.8,*/*;q=0.5";
const oldSafari = "image/png,image/svg+xml,image/*;q=0.8,video/*;q=0.8,*/*;q=0.5";

describe("what a photograph is answered in", () => {
  test.each([
    [undefined, "jpg"],
    ["", "jpg"],
    ["*/*", "jpg"],
    ["image/*", "jpg"],
    [chrome, "avif"],
    [firefox, "avif"],
    [oldSafari, "jpg"],
    ["text/html,application/xhtml+xml,application/xml;q=0.9,image/webp,*/*;q=0.8", "webp"],
    ["image/webp,*/*", "webp"],
    ["image/webp", "webp"],
    ["image/avif", "avif"],
    ["IMAGE/AVIF ; Q=1.0", "avif"],
    ["image/webp,image/avif", "avif"],
    ["image/avif;q=0.5,image/webp;q=0.9", "webp"],
    ["image/avif;q=0,image/webp", "webp"],
    ["image/avif;q=0,image/webp;q=0.000", "jpg"],
    ["image/jpeg,image/webp;q=0.5", "jpg"],
    ["image/jpeg;q=0.5,image/webp;q=0.5", "webp"],
    ["image/webp;q=0.5,*/*;q=0.1", "webp"],
    ["image/webp;q=2,image/avif;q=x", "jpg"],
    ["image/avif;q=1.0000", "jpg"],
    [",;,image/webp;level=1;q=0.3,;q=1", "webp"],
    ["application/json", "jpg"],
  ])("%j: %s", (accept, format) => {
    expect(negotiate(accept, photo, budgetMs)).toBe(format);
  });
});

describe("what can be made, and in time", () => {
  test.each<[string, Offers, string]>([
    ["AVIF takes too long", { ...photo, avif: slow }, "webp"],
    ["AVIF takes long and is there already", { ...photo, avif: { ...slow, isKept: true } }, "avif"],
    ["AVIF takes exactly the budget", { ...photo, avif: { ...slow, milliseconds: budgetMs } }, "avif"],
    ["AVIF cannot be made", { own: "jpg", webp: quick }, "webp"],
    ["WebP cannot be made", { own: "jpg", avif: quick }, "avif"],
    ["neither can", { own: "tiff" }, "tiff"],
    ["an animation", { own: "gif", webp: { ...quick, frames: 12 }, avif: quick }, "webp"],
    [
      "an animation that AVIF is kept of",
      { own: "gif", webp: { ...quick, frames: 2 }, avif: { ...quick, isKept: true } },
      "webp",
    ],
    ["a WebP source", { own: "webp", webp: quick, avif: quick }, "avif"],
    ["an AVIF source", { own: "avif", webp: quick, avif: slow }, "webp"],
  ])("%s", (_, offers, format) => {
    expect(negotiate(chrome, offers, budgetMs)).toBe(format);
  });
});
