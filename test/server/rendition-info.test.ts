import { readFile } from "node:fs/promises";
import { Readable } from "node:stream";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Call } from "../../src/service/service.js";
import { photo } from "../engine/support/photos.js";
import { type OpenedPairing, openPairing, pairings } from "../pairings/pairing.js";
import { at } from "../service/house.js";
import { graphqlRequest } from "../support/graphql-request.js";

const admin: Call = { caller: { kind: "admin" }, signal: new AbortController().signal };

interface Answer {
  readonly image: {
    readonly rendition: {
      readonly url: string;
      readonly info: { readonly byteSize: number; readonly exif?: readonly { readonly key: string }[] } | null;
    };
  };
}

describe.each(pairings)("objects in $store, pixels by $engine", (pairing) => {
  let opened: OpenedPairing;
  beforeAll(async () => {
    opened = await openPairing(pairing);
    const { service } = opened.gateway;
    await service.createBucket(at("shop", "x").bucket, "private", admin);
    for (const key of ["friends.jpg", "sunset.gif"]) {
      const options = { contentType: "image/jpeg", metadata: {} };
      await service.putObject(at("shop", key), Readable.from([await readFile(photo(key))]), options, admin);
    }
    const half = (await readFile(photo("picos.jpg"))).subarray(0, 200_000);
    const options = { contentType: "image/jpeg", metadata: {} };
    await service.putObject(at("shop", "damaged.jpg"), Readable.from([half]), options, admin);
  });
  afterAll(() => opened.close());

  const ask = (
    key: string,
    process: string,
    fields = "format width height orientation frames alpha byteSize quality",
  ) =>
    graphqlRequest<Answer>(
      opened.gateway,
      `query ($key: String!, $process: String!) { image(bucket: "shop", key: $key) {
         rendition(transform: { process: $process }) { url info { ${fields} } } } }`,
      { key, process },
    );

  test.each<[string, string, object]>([
    [
      "friends.jpg",
      "image/resize,w_300/quality,Q_70",
      { format: "JPG", width: 300, height: 452, quality: 70, orientation: 1 },
    ],
    [
      "friends.jpg",
      "image/resize,w_90/circle,r_40/format,webp",
      { format: "WEBP", width: 81, alpha: true, quality: null },
    ],
    ["sunset.gif", "image/resize,w_60/format,webp", { format: "WEBP", width: 60, frames: 12 }],
  ])("%s by %s", async (key, process, info) => {
    const { data, errors } = await ask(key, process);
    expect(errors).toBeUndefined();
    const { url, info: told } = data!.image.rendition;
    expect(told).toMatchObject(info);
    expect((await (await fetch(url)).arrayBuffer()).byteLength).toBe(told?.byteSize);
  });

  test("of a result that cannot be made is an error in its path", async () => {
    const { data, errors } = await ask("damaged.jpg", "image/resize,w_9");
    expect(data?.image.rendition.info).toBeNull();
    expect(errors).toMatchObject([{ path: ["image", "rendition", "info"], extensions: { code: "IMAGE_DAMAGE" } }]);
  });

  test("EXIF is the result's own", async () => {
    const { data } = await ask("friends.jpg", "image/resize,w_90", "byteSize exif { key }");
    expect(data?.image.rendition.info?.exif).toEqual([]);
    if (pairing.engine === "oss") return;
    const kept = await ask("friends.jpg", "image/resize,w_90/x-metadata,all", "byteSize exif { key }");
    expect(kept.errors).toBeUndefined();
    expect(kept.data?.image.rendition.info?.exif?.length).toBeGreaterThan(0);
  });
});
