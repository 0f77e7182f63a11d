import { readFile } from "node:fs/promises";
import { Readable } from "node:stream";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseBucketName } from "../../src/base/bucket-name.js";
import { silentLog } from "../../src/base/log.js";
import { parseObjectKey } from "../../src/base/object-key.js";
import { openIndexing } from "../../src/compose/index-bucket.js";
import { readConfig, thisMachine } from "../../src/config/index.js";
import type { IndexReport } from "../../src/service/objects/index-bucket.js";
import type { ObjectRef } from "../../src/service/ports.js";
import { admin } from "../support/far-storage.js";
import { builtParts, type TestGateway } from "../support/gateway.js";
import { graphqlRequest } from "../support/graphql-request.js";
import { type OpenedPairing, openPairing, type Pairing, pairingEnv, pairings } from "./pairing.js";

const bucket = parseBucketName("photos");
const at = (key: string): ObjectRef => ({ bucket, key: parseObjectKey(key) });
const sample = (name: string) => readFile(new URL(`../../samples/${name}`, import.meta.url));
const put = async ({ service }: TestGateway, key: string, bytes: Buffer) =>
  service.putObject(at(key), Readable.from([bytes]), { contentType: "image/jpeg", metadata: {} }, admin);

/** What `imgraph index` does, in this process. */
async function index(pairing: Pairing, opened: OpenedPairing, prefix = ""): Promise<IndexReport> {
  const config = readConfig(
    { ...pairingEnv(pairing, opened.cloud), IMGRAPH_DATA_DIR: opened.gateway.dataDir, IMGRAPH_SAMPLES: "off" },
    thisMachine(),
    () => "",
  );
  const indexing = await openIndexing({ config, log: silentLog, parts: builtParts.engine });
  try {
    const steps = indexing.run({ bucket, prefix }, new AbortController().signal);
    let step = await steps.next();
    while (!step.done) step = await steps.next();
    return step.value;
  } finally {
    await indexing.close();
  }
}

interface Answer {
  readonly images: { readonly nodes: readonly { key: string }[]; totalCount: number | null; isComplete: boolean };
  readonly bucket: { readonly isIndexed: boolean; readonly indexedAt: string | null };
}

async function ask(gateway: TestGateway, filter: string, prefix = "") {
  const { data, errors } = await graphqlRequest<Answer>(
    gateway,
    `{ images(bucket: "photos", prefix: "${prefix}", ${filter}) { nodes { key } totalCount isComplete }
       bucket(name: "photos") { isIndexed indexedAt } }`,
    {},
  );
  return {
    keys: data?.images?.nodes.map(({ key }) => key),
    ...data?.images,
    ...data?.bucket,
    code: errors?.[0]?.extensions.code,
  };
}

describe.each(pairings.filter(({ store }) => store === "oss"))("the index of a bucket, %j", (pairing) => {
  let opened: OpenedPairing;
  let gateway: TestGateway;
  let cloud: TestGateway;
  beforeAll(async () => {
    opened = await openPairing(pairing);
    gateway = opened.gateway;
    cloud = opened.cloud as TestGateway;
    await cloud.service.createBucket(bucket, "private", admin);
    for (const name of ["china.jpg", "kleiber.webp", "sunset.gif"]) await put(cloud, name, await sample(name));
    await put(cloud, "more/china.jpg", await sample("china.jpg"));
    await put(cloud, "damaged.jpg", (await sample("china.jpg")).subarray(0, 30));
    await put(cloud, "words.txt", Buffer.from("words"));
  });
  afterAll(() => opened.close());

  const animated = "query: { animated: true }";
  const bySize = "orderBy: { field: BYTE_SIZE, direction: DESC }";

  test("is refused before there is one, with the command in the hint", async () => {
    const { errors } = await graphqlRequest(gateway, `{ images(bucket: "photos", ${animated}) { totalCount } }`, {});
    expect(errors?.[0]?.extensions).toMatchObject({ code: "NOT_INDEXED", inputPath: ["query"] });
    expect(JSON.stringify(errors?.[0]?.extensions)).toContain("imgraph index");
    const plain = await graphqlRequest(
      gateway,
      `{ images(bucket: "photos", prefix: "none") { totalCount isComplete } }`,
      {},
    );
    expect(plain.data).toEqual({ images: { totalCount: null, isComplete: true } });
  });

  test("of a prefix answers below it, and nowhere else", async () => {
    expect(await index(pairing, opened, "more/")).toMatchObject({ images: 1, others: 0, damaged: 0, failed: 0 });
    expect(await ask(gateway, "query: { formats: [JPG] }", "more/")).toMatchObject({
      keys: ["more/china.jpg"],
      totalCount: 1,
      isIndexed: false,
    });
    expect((await ask(gateway, animated)).code).toBe("NOT_INDEXED");
    expect((await ask(gateway, animated, "mor")).code).toBe("NOT_INDEXED");
  });

  test("is made beside the running gateway, and found in by it", async () => {
    const before = new Date().toISOString();
    expect(await index(pairing, opened)).toEqual({
      ...{ listed: 6, looked: 5, removed: 0, failed: 0, failures: [] },
      ...{ images: 4, others: 1, damaged: 1, unseen: 0 },
    });
    const found = await ask(gateway, animated);
    expect(found).toMatchObject({ keys: ["sunset.gif"], totalCount: 1, isComplete: true, isIndexed: true });
    expect(Date.parse(found.indexedAt ?? "")).toBeGreaterThanOrEqual(Date.parse(before));
    expect((await ask(gateway, "query: { damaged: true }")).keys).toEqual(["damaged.jpg"]);
    expect((await ask(gateway, bySize)).totalCount).toBe(5);
  });

  test("follows what happens through the gateway", async () => {
    await put(gateway, "new.gif", await sample("sunset.gif"));
    expect(await ask(gateway, animated)).toMatchObject({ keys: ["new.gif", "sunset.gif"], totalCount: 2 });
    await gateway.service.deleteObject(at("sunset.gif"), admin);
    expect(await ask(gateway, animated)).toMatchObject({ keys: ["new.gif"], totalCount: 1, isComplete: true });
    await put(gateway, "new.gif", await sample("china.jpg"));
    expect(await ask(gateway, animated)).toMatchObject({ keys: [], totalCount: 0, isComplete: true });
    const source = await gateway.service.getObject(at("kleiber.webp"), admin);
    await gateway.service.moveObject(source, at("moved.webp"), {}, admin);
    expect(await ask(gateway, "query: { formats: [WEBP] }")).toMatchObject({ keys: ["moved.webp"], totalCount: 1 });
  });

  test("takes in what was changed elsewhere when it is made again", async () => {
    await cloud.service.deleteObject(at("new.gif"), admin);
    await put(cloud, "elsewhere.gif", await sample("sunset.gif"));
    await put(cloud, "china.jpg", await sample("sunset.gif"));
    expect((await ask(gateway, animated)).keys).toEqual([]);
    expect(await index(pairing, opened)).toMatchObject({ listed: 6, looked: 2, removed: 1, images: 4, failed: 0 });
    expect((await ask(gateway, animated)).keys).toEqual(["china.jpg", "elsewhere.gif"]);
  });

  test("shows nothing as what it was before it was replaced elsewhere", async () => {
    await put(cloud, "elsewhere.gif", await sample("china.jpg"));
    expect(await ask(gateway, animated)).toMatchObject({ keys: ["china.jpg"], isComplete: false });
    expect(await ask(gateway, animated)).toMatchObject({ keys: ["china.jpg"], totalCount: 1, isComplete: true });
    await put(gateway, "elsewhere.gif", await sample("sunset.gif"));
    expect((await ask(gateway, animated)).keys).toEqual(["china.jpg", "elsewhere.gif"]);
  });

  test("forgets what turns out to have gone elsewhere", async () => {
    await cloud.service.deleteObject(at("elsewhere.gif"), admin);
    expect((await ask(gateway, animated)).keys).toEqual(["china.jpg"]);
    expect(await ask(gateway, animated)).toMatchObject({ keys: ["china.jpg"], totalCount: 1, isComplete: true });
  });

  test("forgets what had gone before anybody looked at it", async () => {
    await put(cloud, "ghost.gif", await sample("sunset.gif"));
    await gateway.service.getObject(at("ghost.gif"), admin);
    await cloud.service.deleteObject(at("ghost.gif"), admin);
    expect(await ask(gateway, animated)).toMatchObject({ keys: ["china.jpg"], isComplete: true });
  });
});

test("with the embedded store, no gateway may run beside, and what nobody has looked at is looked at", async () => {
  const pairing: Pairing = { store: "embedded", engine: "local" };
  const opened = await openPairing(pairing);
  try {
    await opened.gateway.service.createBucket(bucket, "private", admin);
    await put(opened.gateway, "china.jpg", await sample("china.jpg"));
    await expect(index(pairing, opened)).rejects.toMatchObject({
      code: "InvalidArgument",
      details: { name: "IMGRAPH_DATA_DIR", expected: expect.stringContaining("stop it") },
    });
    expect(await ask(opened.gateway, "first: 1")).toMatchObject({ isIndexed: true, indexedAt: null });
  } finally {
    await opened.close();
  }
});

test("with an object storage, images are found and ordered as with the embedded store", async () => {
  const kept = await openPairing({ store: "embedded", engine: "local" });
  const pairing: Pairing = { store: "oss", engine: "local" };
  const far = await openPairing(pairing);
  try {
    for (const { gateway } of [kept, far]) {
      await gateway.service.createBucket(bucket, "private", admin);
      for (const name of ["china.jpg", "friends.jpg", "kleiber.webp", "sunset.gif"])
        await put(gateway, name, await sample(name));
      await put(gateway, "damaged.jpg", (await sample("china.jpg")).subarray(0, 30));
      await put(gateway, "trips/日.jpg", await sample("picos.jpg"));
      await put(gateway, "words.txt", Buffer.from("words"));
      const notes = { alt: "A bee", tags: ["insect"], focalPoint: { x: 0.5, y: 0.25 } };
      await gateway.service.setNotes(at("kleiber.webp"), notes, admin);
    }
    await index(pairing, far);
    const filters = [
      ...[
        'search: "BEE"',
        'search: "ch"',
        'tags: ["insect"]',
        "formats: [JPG, WEBP]",
        "minWidth: 1000",
        "maxHeight: 700",
      ],
      ...["minBytes: 1", "maxBytes: 100000", "animated: true", "animated: false", "alpha: true", "alpha: false"],
      ...["hasGps: true", "hasGps: false", "hasFocalPoint: true", "hasAlt: false", "damaged: true", "damaged: false"],
    ].map((filter) => `query: { ${filter} }`);
    const orders = ["KEY", "BYTE_SIZE", "WIDTH", "HEIGHT"].flatMap((field) =>
      ["ASC", "DESC"].map((direction) => `orderBy: { field: ${field}, direction: ${direction} }`),
    );
    for (const asked of [...filters, ...orders, `${filters[3]}, ${orders[3]}`]) {
      const { keys, totalCount, isComplete, code } = await ask(kept.gateway, asked);
      expect([asked, code, isComplete]).toEqual([asked, undefined, true]);
      expect(await ask(far.gateway, asked), asked).toMatchObject({ keys, totalCount, isComplete });
    }
  } finally {
    await kept.close();
    await far.close();
  }
});
