import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { expiryOf } from "../../src/service/urls/sign-url.js";
import { expectFailure } from "../support/expect-failure.js";
import { seed } from "../support/seed.js";
import { anonymous, at, house, now, photo, signed } from "./house.js";

const seconds = now / 1000;

describe("signUrl", () => {
  test("lives an hour and a bit unless told, and signs the process string", async () => {
    const { service, bucket, put } = house();
    await bucket("shut");
    await put("shut", "a.jpg", photo);
    const { url, expiresAt } = await service.signUrl(at("shut", "a.jpg"), { process: "image/resize,w_100" }, signed);
    expect(url).toBe(`http://gw/shut/a.jpg?image/resize,w_100&${expiresAt}`);
    expect(expiresAt - seconds).toBeGreaterThanOrEqual(3600);
    expect(expiresAt - seconds).toBeLessThan(3600 + 450);
  });

  test("only for what the caller may read and what is there", async () => {
    const { service, bucket, put } = house();
    await bucket("shut");
    await bucket("open", "public-read");
    await put("shut", "a", "x");
    await put("open", "a", "x");
    await service.signUrl(at("open", "a"), {}, anonymous);
    await expectFailure("AccessDenied", () => service.signUrl(at("shut", "a"), {}, anonymous));
    await expectFailure("NoSuchKey", () => service.signUrl(at("open", "none"), {}, anonymous));
  });

  test("goes on for everybody when what one caller was given is revoked", async () => {
    const { service, bucket, put } = house();
    await bucket("open", "public-read");
    const { bucket: name } = await put("open", "a", "x");
    const sign = (call = anonymous) => service.signUrl(at("open", "a"), { expiresIn: 604_800 }, call);
    const first = await sign();
    expect(await sign(signed)).toEqual(first);
    await service.revokeUrls({ kind: "caller", caller: "anonymous" }, "", signed);
    const second = await sign(signed);
    expect(second).toEqual({ url: second.url, expiresAt: first.expiresAt - 1 });
    expect(await sign()).toEqual(second);
    await service.revokeUrls({ kind: "bucket", bucket: name }, "", signed);
    await expectFailure("AccessDenied", () => sign(signed));
  });

  test.each([0, -1, 604_801, 1.5, Number.NaN])("expiresIn %d is refused", async (expiresIn) => {
    const { service, bucket, put } = house();
    await bucket("open", "public-read");
    await put("open", "a", "x");
    const failure = await expectFailure("InvalidArgument", () =>
      service.signUrl(at("open", "a"), { expiresIn }, anonymous),
    );
    expect(failure.details.name).toBe("expiresIn");
  });
});

describe("expiryOf", () => {
  test.each([
    // expiresIn, now, expected
    [3600, 0, 3600],
    [3600, 1, 4050],
    [3600, 450, 4050],
    [3600, 451, 4500],
    [1, 7, 8],
    [8, 7, 15],
    [9, 7, 16],
    [604_800, 0, 604_800],
    [604_800, 1, 604_800],
    [604_800, 75_600, 680_400],
  ])("of %d s at %d is %d", (expiresIn, at, expected) => {
    expect(expiryOf(expiresIn, at)).toBe(expected);
  });

  test("never lives longer than a week, nor shorter than seven eighths; long enough whenever there is room", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 604_800 }), fc.integer({ min: 0, max: 4e9 }), (expiresIn, at) => {
        const life = expiryOf(expiresIn, at) - at;
        expect(life).toBeLessThanOrEqual(604_800);
        expect(life).toBeGreaterThan(expiresIn - Math.ceil(expiresIn / 8));
        if (expiresIn <= 537_600) expect(life).toBeGreaterThanOrEqual(expiresIn);
      }),
      { seed },
    );
  });
});
