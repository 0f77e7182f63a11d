import { Readable } from "node:stream";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Call } from "../../src/service/service.js";
import { type OpenedPairing, openPairing, pairings } from "../pairings/pairing.js";
import { at } from "../service/house.js";
import { graphqlRequest } from "../support/graphql-request.js";

const admin: Call = { caller: { kind: "admin" }, signal: new AbortController().signal };
const photo = at("shop", "a/photo.jpg");

const asked = `query ($url: URL!) { inspectUrl(url: $url) {
  state server isServed bucket key process pipeline { process } signatureVersion method accessKeyId accessKey { role }
  object { byteSize } handedOut { caller processes } signedAt expiresAt revocation { kind reason } } }`;

interface Inspected {
  readonly state: string;
  readonly [field: string]: unknown;
}

describe.each(pairings)("objects in $store, pixels by $engine", (pairing) => {
  let opened: OpenedPairing;
  let now = Date.now();
  beforeAll(async () => {
    opened = await openPairing(pairing, {});
    const { service } = opened.gateway;
    await service.createBucket(photo.bucket, "private", admin);
    const options = { contentType: "image/jpeg", metadata: {} };
    await service.putObject(photo, Readable.from(["text"]), options, admin);
    await service.updateBucket(photo.bucket, { styleSeparators: ["!"] }, admin);
  });
  afterAll(() => opened.close());

  const isFar = pairing.engine === "oss";
  const sign = async (process?: string, expiresIn = 3600) =>
    (await opened.gateway.service.signUrl(photo, { ...(process && { process }), expiresIn }, admin)).url;
  async function inspect(url: string): Promise<Inspected> {
    const { data, errors } = await graphqlRequest<{ inspectUrl: Inspected }>(opened.gateway, asked, { url });
    if (!data) throw new Error(JSON.stringify(errors));
    return data.inspectUrl;
  }

  test("a URL that was handed out: valid, for whom, until when", async () => {
    now = Date.now();
    const process = "image/resize,w_300";
    const read = await inspect(await sign(process));
    expect(read).toMatchObject({
      state: "VALID",
      server: isFar ? "CLOUD" : "GATEWAY",
      isServed: true,
      ...photo,
      process,
      pipeline: { process },
      signatureVersion: isFar ? 4 : 1,
      method: "GET",
      accessKeyId: (isFar ? opened.cloud : opened.gateway)?.accessKeyId,
      accessKey: isFar ? null : { role: "ADMIN" },
      object: { byteSize: 4 },
      revocation: null,
    });
    expect(read.handedOut).toEqual([{ caller: "admin", processes: [process] }]);
    expect(Date.parse(String(read.expiresAt))).toBeGreaterThanOrEqual(now - 1000 + 3_600_000);
    if (isFar) expect(Math.abs(Date.parse(String(read.signedAt)) - now)).toBeLessThan(60_000);
    else expect(read.signedAt).toBeNull();
  });

  test("changed, it is tampered with, and nobody was given it", async () => {
    const read = await inspect(
      (await sign("image/resize,w_301")).replace("w_301", "w_999").replace("w%5F301", "w_999"),
    );
    expect(read).toMatchObject({ state: "TAMPERED", isServed: false, method: null, process: "image/resize,w_999" });
    if (!isFar) expect(read.handedOut).toEqual([]);
  });

  test("revoked, it tells by what; the cloud serves it all the same", async () => {
    const url = await sign("image/resize,w_302");
    const { id } = await opened.gateway.service.revokeUrls({ kind: "object", ...photo }, "leaked", admin);
    expect(await inspect(url)).toMatchObject({
      state: isFar ? "VALID" : "REVOKED",
      isServed: isFar,
      revocation: { kind: "IMAGE", reason: "leaked" },
    });
    await opened.gateway.service.liftRevocation(id, admin);
    expect(await inspect(url)).toMatchObject({ state: "VALID", revocation: null });
  });

  test("an object that is not there, a name with a style in it, and no signature", async () => {
    const { url } = opened.gateway;
    expect(await inspect(`${url}/shop/a/photo.jpg!small`)).toMatchObject({
      state: "UNSIGNED",
      isServed: false,
      key: "a/photo.jpg",
      process: "style/small",
      object: { byteSize: 4 },
    });
    expect(await inspect(`${url}/shop/none.jpg`)).toMatchObject({ state: "UNSIGNED", object: null });
    expect(await inspect(`${url}/none/none.jpg`)).toMatchObject({ state: "UNSIGNED", isServed: false, object: null });
    expect(await inspect(`${url}/NO_BUCKET/none.jpg`)).toMatchObject({ state: "UNSIGNED", bucket: "NO_BUCKET" });
    expect(await inspect(url)).toMatchObject({ state: "UNSIGNED", bucket: null, key: null });
    expect(await inspect("https://elsewhere.example/a.jpg")).toEqual(
      expect.objectContaining({ state: "FOREIGN", server: null, isServed: false, handedOut: [] }),
    );
  });
});

describe("keys, and words that are none", () => {
  let opened: OpenedPairing;
  beforeAll(async () => {
    opened = await openPairing({ store: "embedded", engine: "local" });
    await opened.gateway.service.createBucket(photo.bucket, "private", admin);
  });
  afterAll(() => opened.close());
  const inspect = (url: string, fields = "state isServed accessKey { label }") =>
    graphqlRequest<{ inspectUrl: Inspected }>(
      opened.gateway,
      `query ($url: URL!) { inspectUrl(url: $url) { ${fields} } }`,
      { url },
    );

  test("a key that may not read it, and then is revoked", async () => {
    const { service, url: base } = opened.gateway;
    const scopes = [{ bucket: at("other", "x").bucket }];
    const { key, secret } = await service.createAccessKey({ label: "app", role: "read", scopes }, admin);
    const { createUrlSigner } = await import("../../src/http/index.js");
    const signer = createUrlSigner({ publicUrl: () => base, accessKeyId: key.id, accessKeySecret: secret });
    const url = await signer.signGet(photo, { expiresAt: Math.floor(Date.now() / 1000) + 60 });
    const accessKey = { label: "app" };
    expect((await inspect(url)).data?.inspectUrl).toEqual({ state: "FORBIDDEN", isServed: false, accessKey });
    await service.revokeAccessKey(key.id, admin);
    expect((await inspect(url)).data?.inspectUrl).toMatchObject({ state: "KEY_ENDED" });
    const past = await signer.signGet(photo, { expiresAt: 60 });
    expect((await inspect(past)).data?.inspectUrl).toMatchObject({ state: "KEY_ENDED" });
    const unknown = url.replace(key.id, "IGNOBODY");
    expect((await inspect(unknown)).data?.inspectUrl).toMatchObject({ state: "UNKNOWN_KEY", accessKey: null });
  });

  test("a process string that is none is told, and its pipeline is an error in its path", async () => {
    const { url } = opened.gateway;
    const { data, errors } = await inspect(
      `${url}/shop/a.jpg?x-oss-process=image/resize,w_x`,
      "process pipeline { wire }",
    );
    expect(data?.inspectUrl).toEqual({ process: "image/resize,w_x", pipeline: null });
    expect(errors).toMatchObject([{ path: ["inspectUrl", "pipeline"], extensions: { code: "INVALID_ARGUMENT" } }]);
  });

  test.each([
    "",
    "nothing",
    "http://me@localhost/a",
    `http://localhost/${"a".repeat(17_000)}`,
  ])("%.20j is refused as an argument", async (url) => {
    const { errors } = await inspect(url);
    expect(errors).toMatchObject([{ extensions: { code: "INVALID_ARGUMENT", inputPath: ["url"] } }]);
  });
});
