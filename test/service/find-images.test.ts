import { expect, test } from "vitest";
import { parseBucketName } from "../../src/base/bucket-name.js";
import { countImages } from "../../src/service/find-images.js";
import type { Grant } from "../../src/service/ports.js";
import type { Call, Caller } from "../../src/service/service.js";
import { noImageIndex } from "../support/no-image-index.js";
import { house } from "./house.js";

const open = parseBucketName("open");
const other = parseBucketName("other");
const images = { ...noImageIndex, places: async () => [{ prefix: "a/" }], count: async () => 7 };

const bearer = (grant: Grant): Caller => ({ kind: "token", subject: "ann", grant, expiresAt: 1 });
const holder = (grant: Grant): Caller => ({ kind: "key", accessKeyId: "K", grant });
const everywhere: Grant = { role: "read", scopes: "everywhere" };
const below = (prefix: string): Grant => ({ role: "read", scopes: [{ bucket: open, prefix }] });
const elsewhere: Grant = { role: "admin", scopes: [{ bucket: other }] };

/** In a public bucket, where some objects may have an ACL of their own. */
test.each<[what: string, caller: Caller, prefix: string, count: number | undefined]>([
  ["the admin", { kind: "admin" }, "a/", 7],
  ["the bearer of a token for everything", bearer(everywhere), "a/", 7],
  ["the holder of a key for everything", holder(everywhere), "a/b", 7],
  ["the bearer of a token for just that", bearer(below("a/")), "a/b/", 7],
  ["the bearer of a token for less", bearer(below("a/b/")), "a/", undefined],
  ["the bearer of a token for another bucket", bearer(elsewhere), "a/", undefined],
  ["nobody in particular", { kind: "anonymous" }, "a/", undefined],
  ["the admin, where nothing is indexed", { kind: "admin" }, "", undefined],
])("%s is told how many images there are, if they see them all", async (_, caller, prefix, count) => {
  const { store, bucket } = house();
  await bucket("open", "public-read");
  const call: Call = { caller, signal: new AbortController().signal };
  expect(await countImages({ store, images })({ bucket: open, prefix, filter: {} }, call)).toBe(count);
});
