import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { encodeBase64Text, printSaveAs } from "../../src/pipeline/index.js";
import { photo } from "../engine/support/photos.js";
import { graphqlRequest } from "../support/graphql-request.js";
import { look } from "../support/look.js";
import { type OssRequest, ossRequest, readOssError } from "../support/oss-request.js";
import { makePicture } from "../support/picture.js";
import { type OpenedPairing, openPairing, type Pairing, pairings } from "./pairing.js";

/** What a caller sees is the same wherever objects lie and pixels are worked; where it is not, the test says so by `engine`. */
describe.each(pairings)("store $store, engine $engine", ({ store, engine }: Pairing) => {
  let opened: OpenedPairing;
  const bucket = "pictures";
  const wire = (request: Omit<OssRequest, "bucket"> & { bucket?: string }) =>
    ossRequest(opened.gateway, { bucket, ...request });
  const put = async (key: string, body: Buffer | string, headers: Record<string, string> = {}) => {
    const answer = await wire({ method: "PUT", key, body, headers });
    expect(answer.status, await answer.text()).toBe(200);
  };
  const get = (key: string, process?: string, headers: Record<string, string> = {}) =>
    wire({ key, headers, ...(process !== undefined && { query: { "x-oss-process": process } }) });
  const shown = async (answer: Response) => {
    const { width, height, format, frames } = await look(Buffer.from(await answer.arrayBuffer()));
    return `${width}x${height} ${format}${frames > 1 ? ` ${frames}` : ""}`;
  };
  const refusal = async (answer: Promise<Response>) => {
    const { status, code } = await readOssError(await answer);
    return `${status} ${code}`;
  };
  const ask = async <Data>(query: string, variables: Record<string, unknown> = {}) => {
    const { data, errors } = await graphqlRequest<Data>(opened.gateway, query, { bucket, ...variables });
    return { data, codes: errors?.map(({ extensions, path }) => `${extensions.code} ${path?.join(".")}`) };
  };
  const mutate = async (name: string, input: Record<string, unknown>, selection = "") => {
    const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
    const query = `mutation ($input: ${type}!) { ${name}(input: $input) { ${selection} userErrors { code path } } }`;
    const { data, codes } = await ask<Record<string, { userErrors: { code: string; path: string[] }[] }>>(query, {
      input,
    });
    expect(codes).toBeUndefined();
    return data![name]!;
  };

  beforeAll(async () => {
    opened = await openPairing({ store, engine });
    expect((await wire({ method: "PUT" })).status).toBe(200);
    await put("china.jpg", await readFile(photo("china.jpg")), {
      "content-type": "image/jpeg",
      "x-oss-meta-author": "me",
    });
    await put("sunset.gif", await readFile(photo("sunset.gif")), { "content-type": "image/gif" });
    await put("deep/clear.png", await makePicture({ w: 60, h: 40, format: "png", alpha: true }), {
      "content-type": "image/png",
    });
    await put("turned.jpg", await makePicture({ w: 60, h: 40, format: "jpg", orientation: 6 }), {
      "content-type": "image/jpeg",
    });
    await put("notes.txt", "no picture", { "content-type": "text/plain" });
  });
  afterAll(() => opened.close());

  test("objects are read as they were stored, in ranges, and not again when they are known", async () => {
    const whole = await get("china.jpg");
    const bytes = Buffer.from(await whole.arrayBuffer());
    expect(bytes.equals(await readFile(photo("china.jpg")))).toBe(true);
    expect([whole.headers.get("content-type"), whole.headers.get("x-oss-meta-author")]).toEqual(["image/jpeg", "me"]);
    const part = await get("china.jpg", undefined, { range: "bytes=10-19" });
    expect([part.status, Buffer.from(await part.arrayBuffer())]).toEqual([206, bytes.subarray(10, 20)]);
    const known = await get("china.jpg", undefined, { "if-none-match": whole.headers.get("etag") ?? "" });
    expect(known.status).toBe(304);
    expect(await refusal(get("absent.jpg"))).toBe("404 NoSuchKey");
  });

  const mark = encodeBase64Text("deep/clear.png?x-oss-process=image/resize,P_50");
  test.each([
    ["china.jpg", "image/resize,w_200", "200x133 jpg"],
    ["china.jpg", "image/resize,w_300/crop,w_100,h_100,g_center/format,webp", "100x100 webp"],
    ["china.jpg", "image/resize,w_300|image/rotate,90/format,png", "200x300 png"],
    ["china.jpg", "image/format,avif/resize,w_64", "64x43 avif"],
    ["china.jpg", `image/watermark,image_${mark}`, "640x427 jpg"],
    ["china.jpg", "image/watermark,text_SGVsbG8,size_20", "640x427 jpg"],
    ["china.jpg", "image/x-focal-crop,w_120,h_90,x_200,y_800", "120x90 jpg"],
    ["sunset.gif", "image/resize,w_50", "50x33 gif 12"],
    ["deep/clear.png", "image/circle,r_15", "31x31 png"],
    ["turned.jpg", "image/resize,w_20", "20x30 jpg"],
    ["turned.jpg", "image/auto-orient,0/resize,w_20", "20x13 jpg"],
  ])("GET %s with %s gives %s", async (key, process, expected) => {
    const answer = await get(key, process);
    expect(answer.headers.get("content-type")).toMatch(/^image\//);
    expect(await shown(answer)).toBe(expected);
    expect(answer.headers.get("x-oss-hash-crc64ecma")).toBeNull();
  });

  test("info and average-hue are JSON", async () => {
    const info = await get("turned.jpg", "image/info");
    expect(info.headers.get("content-type")).toBe("application/json");
    expect(await info.json()).toMatchObject({
      Format: { value: "jpg" },
      ImageWidth: { value: "60" },
      ImageHeight: { value: "40" },
      Orientation: { value: "6" },
    });
    expect(await (await get("china.jpg", "image/average-hue")).json()).toEqual({
      RGB: expect.stringMatching(/^0x[0-9a-f]{6}$/),
    });
  });

  test.each([
    ["china.jpg", "image/resize,w_0", "400 InvalidArgument"],
    ["china.jpg", "image/rotate", "400 MissingArgument"],
    ["china.jpg", "image/crop,x_9999", "400 BadRequest"],
    ["china.jpg", "image/resize,m_fixed,w_16384,h_16384,limit_0", "400 ImageTooLarge"],
    ["china.jpg", "image/blindwatermark,content_x", "501 NotImplemented"],
    ["china.jpg", "image/watermark,image_YWJzZW50LnBuZw", "404 NoSuchKey"],
    ["china.jpg", "style/absent", "404 NoSuchStyle"],
    ["notes.txt", "image/resize,w_10", "400 BadRequest"],
    ["absent.jpg", "image/resize,w_10", "404 NoSuchKey"],
  ])("GET %s with %s is %s", async (key, process, expected) => {
    expect(await refusal(get(key, process))).toBe(expected);
  });

  test("a result is kept, known by its ETag, read in ranges, and another one when the source is", async () => {
    await put("changing.jpg", await makePicture({ w: 90, h: 60, format: "jpg" }));
    const process = "image/resize,w_30";
    const first = await get("changing.jpg", process);
    const bytes = Buffer.from(await first.arrayBuffer());
    const etag = first.headers.get("etag") ?? "";
    const again = await get("changing.jpg", process);
    expect([again.headers.get("etag"), again.headers.get("server-timing")]).toEqual([etag, 'cache;desc="hit"']);
    expect(Buffer.from(await again.arrayBuffer()).equals(bytes)).toBe(true);
    expect((await get("changing.jpg", process, { "if-none-match": etag })).status).toBe(304);
    const part = await get("changing.jpg", process, { range: "bytes=0-9" });
    expect([part.status, Buffer.from(await part.arrayBuffer())]).toEqual([206, bytes.subarray(0, 10)]);
    const head = await wire({ method: "HEAD", key: "changing.jpg", query: { "x-oss-process": process } });
    expect(head.headers.get("content-length")).toBe(String(bytes.length));

    await put("changing.jpg", await makePicture({ w: 60, h: 90, format: "png" }));
    const changed = await get("changing.jpg", process);
    expect(changed.headers.get("etag")).not.toBe(etag);
    expect(await shown(changed)).toBe("30x45 png");
  });

  test("styles are put, used, part of the identity, and deleted", async () => {
    const style = (method: "PUT" | "DELETE", body?: string) =>
      wire({ method, query: { style: "", styleName: "small" }, ...(body !== undefined && { body }) });
    const content = (text: string) => `<?xml version="1.0"?><Style><Content>${text}</Content></Style>`;
    expect((await style("PUT", content("image/resize,w_40"))).status).toBe(200);
    const first = await get("china.jpg", "style/small");
    expect(await shown(first)).toBe("40x27 jpg");
    expect(await shown(await get("china.jpg", "style/small|image/x-engine,any"))).toBe("40x27 jpg");
    expect((await style("PUT", content("image/resize,w_50"))).status).toBe(200);
    const second = await get("china.jpg", "style/small");
    expect(await shown(second)).toBe("50x33 jpg");
    expect(second.headers.get("etag")).not.toBe(first.headers.get("etag"));
    expect((await style("DELETE")).status).toBe(204);
    expect(await refusal(get("china.jpg", "style/small"))).toBe("404 NoSuchStyle");
  });

  test("a protected source shows itself to strangers only through a style, also by its name", async () => {
    const stranger = (key: string, process?: string) =>
      wire({ bucket: "shop", key, signed: false, ...(process && { query: { "x-oss-process": process } }) });
    await mutate("createBucket", { name: "shop", acl: "PUBLIC_READ" });
    await mutate("createStyle", { bucket: "shop", name: "thumb", transform: { process: "image/resize,w_30" } });
    const answer = await wire({
      bucket: "shop",
      method: "PUT",
      key: "a.jpg",
      body: await readFile(photo("china.jpg")),
    });
    expect(answer.status).toBe(200);
    expect((await stranger("a.jpg")).status).toBe(200);
    await mutate("updateBucket", {
      name: "shop",
      styleSeparators: ["EXCLAMATION_MARK"],
      sourceProtection: [{ extensions: ["jpg"] }],
    });
    expect(await refusal(stranger("a.jpg"))).toBe("403 AccessDenied");
    expect(await refusal(stranger("a.jpg", "image/resize,w_30"))).toBe("403 AccessDenied");
    expect(await shown(await stranger("a.jpg", "style/thumb"))).toBe("30x20 jpg");
    expect(await shown(await stranger("a.jpg!thumb"))).toBe("30x20 jpg");
    expect((await wire({ bucket: "shop", key: "a.jpg" })).status).toBe(200);
  });

  test("strangers are told nothing of a private bucket", async () => {
    for (const key of ["china.jpg", "absent.jpg"])
      expect(await refusal(wire({ key, signed: false, query: { "x-oss-process": "image/resize,w_10" } }))).toBe(
        "403 AccessDenied",
      );
  });

  test("GraphQL reads images, and hands out URLs of what it promised", async () => {
    const { data, codes } = await ask<{
      image: {
        info: object;
        metadata: object[];
        rendition: { url: string; width: number; height: number; plan: { engine: string } };
        url: string;
      };
      images: { nodes: { key: string }[] };
    }>(
      `query ($bucket: String!) {
        image(bucket: $bucket, key: "china.jpg") {
          metadata { key value }
          info { width height format frames alpha }
          url(transform: { simple: { width: 33 } })
          rendition(transform: { steps: [{ resize: { width: 120 } }, { format: { format: PNG } }] }) {
            url width height plan { engine }
          }
        }
        images(bucket: $bucket, prefix: "deep/") { nodes { key } }
      }`,
    );
    expect(codes).toBeUndefined();
    const { image, images } = data!;
    expect(image.info).toEqual({ width: 640, height: 427, format: "JPG", frames: 1, alpha: false });
    expect(image.metadata).toEqual([{ key: "author", value: "me" }]);
    expect(images.nodes).toEqual([{ key: "deep/clear.png" }]);
    expect(image.rendition).toMatchObject({ width: 120, height: 80, plan: { engine: engine.toUpperCase() } });
    expect(await shown(await fetch(image.rendition.url))).toBe("120x80 png");
    expect(await shown(await fetch(image.url))).toBe("33x22 jpg");
    // The cloud's own URL, where the cloud does all of it.
    expect(new URL(image.url).port).toBe(String((engine === "oss" ? opened.cloud! : opened.gateway).port));
  });

  test("a bucket says to pages of other origins what updateBucket writes", async () => {
    const cors = { rules: [{ allowedOrigins: ["https://*.example.com"], allowedMethods: ["GET"] }] };
    await mutate("updateBucket", { name: bucket, cors }, "bucket { name }");
    const allowed = async (origin: string) =>
      (await get("china.jpg", undefined, { origin })).headers.get("access-control-allow-origin");
    expect(await allowed("https://shop.example.com")).toBe("https://shop.example.com");
    expect(await allowed("https://example.org")).toBeNull();
    const { data } = await ask<{ bucket: { cors: object } }>(
      "query ($bucket: String!) { bucket(name: $bucket) { cors { rules { allowedOrigins maxAgeSeconds } responseVary } } }",
    );
    const rule = { allowedOrigins: ["https://*.example.com"], maxAgeSeconds: null };
    expect(data?.bucket.cors).toEqual({ rules: [rule], responseVary: false });
    await mutate("updateBucket", { name: bucket, cors: { rules: [] } }, "bucket { name }");
    expect(await allowed("https://shop.example.com")).toBeNull();
  });

  test("a bucket's fallback image stands for what is not there, for who may read it", async () => {
    await mutate("updateBucket", { name: bucket, fallbackImage: { key: "deep/clear.png" } }, "bucket { name }");
    const answer = await get("gone.jpg", "image/resize,w_20/format,png");
    expect(answer.headers.get("x-imgraph-fallback")).toBe("NoSuchKey");
    expect(await shown(answer)).toMatch(/^20x\d+ png$/);
    expect(await refusal(get("gone.jpg"))).toBe("404 NoSuchKey");
    const { data } = await ask(`query ($bucket: String!) { image(bucket: $bucket, key: "gone.jpg") { key }
      bucket(name: $bucket) { fallbackImage { key } } }`);
    expect(data).toEqual({ image: null, bucket: { fallbackImage: { key: "deep/clear.png" } } });
    await mutate("updateBucket", { name: bucket, fallbackImage: {} }, "bucket { name }");
    expect(await refusal(get("gone.jpg", "image/resize,w_20"))).toBe("404 NoSuchKey");
  });

  test("what only this machine can do is done here, or refused by name", async () => {
    const { data, codes } = await ask<{ image: Record<string, { value: string; width: number; url: string } | null> }>(
      `query ($bucket: String!) {
        image(bucket: $bucket, key: "china.jpg") {
          cropped: rendition(transform: { process: "image/x-smart-crop,w_50,h_50" }) { width url }
          anywhere: rendition(transform: { process: "image/x-smart-crop,w_50,h_50" }, engine: ANY) { width url }
          here: rendition(transform: { process: "image/resize,w_44" }, engine: LOCAL) { width url plan { engine } }
        }
      }`,
    );
    const { cropped, anywhere, here } = data!.image;
    expect(await shown(await fetch(anywhere!.url))).toBe("50x50 jpg");
    expect(here).toMatchObject({ width: 44, plan: { engine: "LOCAL" } });
    expect(await shown(await fetch(here!.url))).toBe("44x29 jpg");
    expect(cropped?.width).toBe(engine === "oss" ? undefined : 50);
    expect(codes).toEqual(engine === "oss" ? ["NOT_IMPLEMENTED image.cropped"] : undefined);
    const trimmed = get("deep/clear.png", "image/x-trim,1");
    expect(engine === "oss" ? await refusal(trimmed) : (await trimmed).status).toBe(
      engine === "oss" ? "501 NotImplemented" : 200,
    );
    expect((await get("deep/clear.png", "image/x-trim,1/x-engine,any")).status).toBe(200);
    const far = get("china.jpg", "image/resize,w_9/x-engine,oss");
    expect(store === "embedded" ? await refusal(far) : (await far).status).toBe(
      store === "embedded" ? "400 InvalidArgument" : 200,
    );
  });

  test("capabilities tell what is refused", async () => {
    const { data } = await ask<{
      capabilities: { engine: string; engines: { engine: string }[]; actions: { name: string; support: string }[] };
    }>("{ capabilities { engine engines { engine unsupported } actions { name support } } }");
    const refused = data!.capabilities.actions.filter(({ support }) => support === "NO").map(({ name }) => name);
    expect(data!.capabilities.engine).toBe(engine.toUpperCase());
    const engines = data!.capabilities.engines.map((each) => each.engine);
    expect(engines).toEqual(store === "embedded" ? ["LOCAL"] : engine === "oss" ? ["OSS", "LOCAL"] : ["LOCAL", "OSS"]);
    expect(refused.sort()).toEqual(engine === "oss" ? ["x-max-bytes", "x-metadata", "x-smart-crop", "x-trim"] : []);
  });

  test("placeholders are made by looking at the picture, which the cloud does not", async () => {
    const { data, codes } = await ask<{ image: { placeholder: { value: string } | null } }>(
      `query ($bucket: String!) {
        plain: image(bucket: $bucket, key: "turned.jpg") { placeholder(kind: COLOR) { value } }
        image(bucket: $bucket, key: "china.jpg") { placeholder(kind: COLOR, engine: ANY) { value } }
      }`,
    );
    expect(codes).toEqual(engine === "oss" ? ["NOT_IMPLEMENTED plain.placeholder"] : undefined);
    expect(data?.image.placeholder?.value).toMatch(/^#[0-9A-F]{6}$/);
  });

  test("saveImage stores results, plainly and with all that can be asked for", async () => {
    const save = (input: Record<string, unknown>) =>
      mutate(
        "saveImage",
        { source: { bucket, key: "china.jpg" }, transform: { process: "image/resize,w_70/format,png" }, ...input },
        "written image { key contentType acl metadata { key value } info { width } }",
      );
    const target = (key: string) => ({ target: { bucket, key } });
    expect(await save(target("saved/plain.png"))).toMatchObject({
      written: true,
      image: { key: "saved/plain.png", contentType: "image/png", acl: "DEFAULT", metadata: [], info: { width: 70 } },
      userErrors: [],
    });
    expect(await shown(await get("saved/plain.png"))).toBe("70x47 png");
    const rich = { acl: "PUBLIC_READ", metadata: [{ key: "by", value: "test" }], contentDisposition: "attachment" };
    expect(await save({ ...target("saved/rich.png"), ...rich, ifExists: "FAIL" })).toMatchObject({
      written: true,
      image: { acl: "PUBLIC_READ", metadata: [{ key: "by", value: "test" }] },
    });
    const stranger = await wire({ key: "saved/rich.png", signed: false });
    expect([stranger.status, stranger.headers.get("content-disposition")]).toEqual([200, "attachment"]);
    expect((await save({ ...target("saved/rich.png"), ifExists: "FAIL" })).userErrors).toMatchObject([
      { code: "FILE_ALREADY_EXISTS" },
    ]);
    expect(await save({ ...target("saved/rich.png"), ifExists: "SKIP" })).toMatchObject({ written: false });
    expect(await save({ ...target("saved/here.png"), engine: "LOCAL" })).toMatchObject({ written: true });
    expect((await save({ target: { bucket: "nowhere-at-all", key: "x" } })).userErrors).toMatchObject([
      { code: "NO_SUCH_BUCKET" },
    ]);
  });

  test("sys/saveas stores over the wire", async () => {
    const key = "saved/图 1.webp";
    const body = `x-oss-process=image/resize,w_25/format,webp${printSaveAs({ key })}`;
    const answer = await wire({ method: "POST", key: "china.jpg", query: { "x-oss-process": "" }, body });
    const said = (await answer.json()) as { fileSize: number };
    expect(said).toMatchObject({ bucket: "", object: key, status: "OK" });
    const saved = await get(key);
    expect([saved.headers.get("content-type"), saved.headers.get("content-length")]).toEqual([
      "image/webp",
      String(said.fileSize),
    ]);
    expect(await shown(saved)).toBe("25x17 webp");
  });

  test("what is deleted is gone for everybody", async () => {
    await put("going.jpg", await makePicture({ w: 30, h: 20, format: "jpg" }));
    expect((await get("going.jpg", "image/resize,w_10")).status).toBe(200);
    expect((await wire({ method: "DELETE", key: "going.jpg" })).status).toBe(204);
    expect(await refusal(get("going.jpg", "image/resize,w_10"))).toBe("404 NoSuchKey");
  });
});
