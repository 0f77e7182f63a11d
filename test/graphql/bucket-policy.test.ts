import { describe, expect, test } from "vitest";
import { parseBucketName } from "../../src/base/bucket-name.js";
import { parseStyleName } from "../../src/base/style-name.js";
import { house, photo, signed } from "../service/house.js";
import { openDoor } from "./door.js";

const update = `mutation ($input: UpdateBucketInput!) { updateBucket(input: $input) {
  bucket { acl styleSeparators sourceProtection { prefix suffix extensions caseInsensitive } } userErrors { code path } } }`;
const photos = parseBucketName("photos");

async function gallery() {
  const made = house();
  await made.bucket("photos", "public-read");
  await made.put("photos", "a.jpg", photo);
  await made.service.putStyle(photos, parseStyleName("small"), "image/resize,w_10", signed);
  return { ...made, ...(await openDoor(made.service, { defaultBucket: "photos" })) };
}

describe("updateBucket", () => {
  test("changes what is given, in canonical order, and shows it", async () => {
    const { run } = await gallery();
    const first = await run(update, {
      input: {
        name: "photos",
        styleSeparators: ["EXCLAMATION_MARK", "HYPHEN", "HYPHEN"],
        sourceProtection: [{ prefix: "raw/", extensions: ["jpg"], caseInsensitive: true }, { prefix: "" }],
      },
    });
    const rest = { prefix: null, suffix: null, extensions: null, caseInsensitive: false };
    const policy = {
      styleSeparators: ["HYPHEN", "EXCLAMATION_MARK"],
      sourceProtection: [
        { ...rest, prefix: "raw/", extensions: ["jpg"], caseInsensitive: true },
        { ...rest, prefix: "" },
      ],
    };
    expect(first.data.updateBucket).toEqual({ bucket: { acl: "PUBLIC_READ", ...policy }, userErrors: [] });
    const second = await run(update, { input: { name: "photos", acl: "PRIVATE", styleSeparators: null } });
    expect(second.data.updateBucket.bucket).toEqual({ acl: "PRIVATE", ...policy });
    const third = await run(update, { input: { name: "photos", styleSeparators: [], sourceProtection: [] } });
    expect(third.data.updateBucket.bucket).toEqual({ acl: "PRIVATE", styleSeparators: [], sourceProtection: [] });
  });

  test("writes what the bucket says to other origins, and its fallback image, and takes them back", async () => {
    const { run } = await gallery();
    const set = `mutation ($input: UpdateBucketInput!) { updateBucket(input: $input) {
      bucket {
        cors { rules { allowedOrigins allowedMethods allowedHeaders exposeHeaders maxAgeSeconds } responseVary }
        fallbackImage { key }
      }
      userErrors { code path } } }`;
    const rule = { allowedOrigins: ["https://*.example.com"], allowedMethods: ["GET", "HEAD"] };
    const full = { ...rule, allowedHeaders: ["x-oss-*"], exposeHeaders: ["ETag"], maxAgeSeconds: 60 };
    const first = await run(set, {
      input: {
        name: "photos",
        cors: { rules: [full, rule], responseVary: true },
        fallbackImage: { key: "没有.png" },
      },
    });
    const shown = { ...rule, allowedHeaders: [], exposeHeaders: [], maxAgeSeconds: null };
    const policy = {
      cors: { rules: [full, shown], responseVary: true },
      fallbackImage: { key: "没有.png" },
    };
    expect(first.data.updateBucket).toEqual({ bucket: policy, userErrors: [] });
    const left = await run(set, { input: { name: "photos", acl: "PRIVATE" } });
    expect(left.data.updateBucket.bucket).toEqual(policy);
    const gone = await run(set, { input: { name: "photos", cors: { rules: [] }, fallbackImage: {} } });
    expect(gone.data.updateBucket.bucket).toEqual({ cors: null, fallbackImage: null });
  });

  test("several in one operation each show their own change", async () => {
    const { run } = await gallery();
    const { data } = await run(`mutation {
      a: updateBucket(input: { name: "photos", styleSeparators: [SLASH] }) { bucket { styleSeparators } }
      b: updateBucket(input: { name: "photos", styleSeparators: [UNDERSCORE] }) { bucket { styleSeparators } } }`);
    expect(data).toEqual({
      a: { bucket: { styleSeparators: ["SLASH"] } },
      b: { bucket: { styleSeparators: ["UNDERSCORE"] } },
    });
  });

  test.each<[string, object, string, readonly string[]]>([
    ["a name that no bucket has", { name: "A" }, "INVALID_BUCKET_NAME", ["name"]],
    ["a bucket that is not there", { name: "nowhere" }, "NO_SUCH_BUCKET", ["name"]],
    [
      "too many rules",
      { sourceProtection: Array.from({ length: 11 }, () => ({ prefix: "" })) },
      "INVALID_ARGUMENT",
      ["sourceProtection"],
    ],
    [
      "a bad prefix",
      { sourceProtection: [{ prefix: "" }, { prefix: "a".repeat(1024) }] },
      "INVALID_ARGUMENT",
      ["sourceProtection", "1", "prefix"],
    ],
    [
      "a rule without a condition",
      { sourceProtection: [{ suffix: ".jpg" }, { caseInsensitive: true }] },
      "MISSING_ARGUMENT",
      ["sourceProtection", "1"],
    ],
    [
      "a bad extension",
      { sourceProtection: [{ extensions: [".jpg"] }] },
      "INVALID_ARGUMENT",
      ["sourceProtection", "0", "extensions"],
    ],
    [
      "too many rules for other origins",
      { cors: { rules: Array.from({ length: 21 }, () => ({ allowedOrigins: ["*"], allowedMethods: ["GET"] })) } },
      "INVALID_ARGUMENT",
      ["cors", "rules"],
    ],
    ...(
      [
        ["no origin", { allowedOrigins: [] }, "allowedOrigins"],
        ["an origin with two stars", { allowedOrigins: ["*.a.*"] }, "allowedOrigins"],
        ["more origins than a list has", { allowedOrigins: Array(101).fill("*") }, "allowedOrigins"],
        ["more methods", { allowedMethods: Array(101).fill("GET") }, "allowedMethods"],
        ["more headers", { allowedHeaders: Array(101).fill("a") }, "allowedHeaders"],
        ["more exposed headers", { exposeHeaders: Array(101).fill("a") }, "exposeHeaders"],
        ["no method", { allowedMethods: [] }, "allowedMethods"],
        ["a header that would split an answer", { exposeHeaders: ["a\r\nb"] }, "exposeHeaders"],
        ["a header with two stars", { allowedHeaders: ["*-*"] }, "allowedHeaders"],
        ["an age below 0", { maxAgeSeconds: -1 }, "maxAgeSeconds"],
        ["an age beyond the limit", { maxAgeSeconds: 1_000_000_000 }, "maxAgeSeconds"],
      ] as const
    ).map(([what, wrong, name]): [string, object, string, readonly string[]] => {
      const right = { allowedOrigins: ["*"], allowedMethods: ["GET"] };
      return [
        what,
        { cors: { rules: [right, { ...right, ...wrong }] } },
        "INVALID_ARGUMENT",
        ["cors", "rules", "1", name],
      ];
    }),
    [
      "a fallback that is no key",
      { fallbackImage: { key: "/a.png" } },
      "INVALID_OBJECT_NAME",
      ["fallbackImage", "key"],
    ],
  ])("%s is a user error, and nothing changes", async (_, input, code, path) => {
    const { run, store } = await gallery();
    const { data } = await run(update, { input: { name: "photos", acl: "PRIVATE", ...input } });
    expect(data.updateBucket).toEqual({ bucket: null, userErrors: [{ code, path }] });
    expect(await store.findBucket(photos, signed.signal)).toMatchObject({ acl: "public-read" });
  });

  test("needs the admin token, and so does seeing the policy", async () => {
    const { run } = await gallery();
    const refused = await run(update, { input: { name: "photos" } }, null);
    expect(refused.errors).toMatchObject([{ extensions: { code: "UNAUTHENTICATED" } }]);
    const { data, errors } = await run(
      `{ image(key: "a.jpg") { bucket { styleSeparators sourceProtection { prefix } } } }`,
      {},
      null,
    );
    expect(data.image.bucket).toEqual({ styleSeparators: null, sourceProtection: null });
    const unauthenticated = {
      message: "this needs a token with the role ADMIN",
      extensions: { code: "UNAUTHENTICATED" },
    };
    expect(errors).toMatchObject([unauthenticated, unauthenticated]);
  });
});

describe("a protected source", () => {
  const fields = `key byteSize
    plain: url
    steps: url(transform: { process: "image/resize,w_9" })
    style: url(transform: { style: "small" })
    behind: url(transform: { process: "style/small|image/rotate,90" })
    before: url(transform: { process: "image/rotate,90|style/small" })
    ownRendition: rendition(transform: { simple: { width: 9 } }) { url }
    styleRendition: rendition(transform: { style: "small" }) { url width }
    info { width } averageHue`;
  const url = expect.stringContaining("http://gw/photos/a.jpg?style/small");
  const shown = {
    key: "a.jpg",
    byteSize: expect.any(String),
    plain: null,
    steps: null,
    style: url,
    behind: url,
    before: null,
    ownRendition: null,
    styleRendition: { url, width: 10 },
    info: null,
    averageHue: null,
  };

  test("is seen by anonymous callers, and through a style only", async () => {
    const { run } = await gallery();
    await run(update, { input: { name: "photos", sourceProtection: [{ extensions: ["jpg"] }] } });
    const { data, errors } = await run(
      `{ image(key: "a.jpg") { ${fields} } images { nodes { ${fields} } } }`,
      {},
      null,
    );
    const image = { ...shown, byteSize: data.image.byteSize };
    expect(data).toEqual({ image, images: { nodes: [image] } });
    const refused = ["plain", "steps", "before", "ownRendition", "info", "averageHue"];
    expect(new Set(errors?.map(({ path }) => path?.at(-1)))).toEqual(new Set(refused));
    for (const error of errors ?? []) expect(error.extensions?.code).toBe("ACCESS_DENIED");
  });

  test("is the administrator's as ever", async () => {
    const { run } = await gallery();
    await run(update, { input: { name: "photos", sourceProtection: [{ prefix: "" }] } });
    const { data, errors } = await run(`{ image(key: "a.jpg") { plain: url info { width } } }`);
    expect(errors).toBeUndefined();
    expect(data.image).toEqual({ plain: expect.any(String), info: { width: 400 } });
  });

  test("in a private bucket is not seen at all", async () => {
    const { run } = await gallery();
    await run(update, { input: { name: "photos", acl: "PRIVATE", sourceProtection: [{ prefix: "" }] } });
    expect((await run(`{ image(key: "a.jpg") { key } }`, {}, null)).data).toEqual({ image: null });
  });
});
