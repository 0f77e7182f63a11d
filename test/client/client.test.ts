import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  BucketsDocument,
  CapabilitiesDocument,
  type Client,
  CreateBucketDocument,
  CreateStyleDocument,
  createClient,
  DeleteStyleDocument,
  ExplainDocument,
  ImageDocument,
  ImagesDocument,
  ImageUrlDocument,
  PipelineDocument,
  RequestError,
  SaveImageDocument,
  StylesDocument,
} from "../../src/client/index.js";
import { startGateway, type TestGateway } from "../support/gateway.js";

describe("against a gateway with its samples", () => {
  let gateway: TestGateway;
  let admin: Client;
  let anybody: Client;
  beforeAll(async () => {
    gateway = await startGateway({ env: { IMGRAPH_SAMPLES: "on" } });
    const url = `${gateway.url}/graphql`;
    admin = createClient({ url, token: gateway.adminToken });
    anybody = createClient({ url });
  });
  afterAll(() => gateway.stop());

  const fetched = async (url: string) => {
    const response = await fetch(local(url));
    return {
      status: response.status,
      type: response.headers.get("content-type"),
      bytes: (await response.arrayBuffer()).byteLength,
    };
  };
  /** URLs name the public host; the test stays on the address that it listens on. */
  const local = (url: string) => url.replace(/^http:\/\/localhost:/, "http://127.0.0.1:");

  test("an image: facts, hue and a rendition whose URL delivers", async () => {
    const transform = { simple: { width: 200, format: "PNG" } } as const;
    const { image } = await anybody.request(ImageDocument, { key: "china.jpg", transform });
    expect(image).toMatchObject({
      key: "china.jpg",
      bucket: { name: "samples" },
      info: { format: "JPG", width: 640, height: 427, frames: 1, alpha: false },
      rendition: { width: 200, height: 133, format: "PNG", process: "image/resize,w_200/format,png" },
    });
    expect(image?.averageHue).toMatch(/^#[0-9A-F]{6}$/);
    expect(await fetched(image?.rendition?.url ?? "")).toMatchObject({ status: 200, type: "image/png" });
  });

  test("a URL of the object itself delivers its bytes; one with a file name offers to save it", async () => {
    const plain = await anybody.request(ImageUrlDocument, { key: "china.jpg" });
    expect(await fetched(plain.image?.url ?? "")).toEqual({ status: 200, type: "image/jpeg", bytes: 196_653 });
    const { image } = await anybody.request(ImageUrlDocument, { key: "china.jpg", download: "Peking ü.jpg" });
    const response = await fetch(local(image?.url ?? ""));
    expect(response.status).toBe(200);
    expect(response.headers.get("content-disposition")).toMatch(/^attachment/);
  });

  test("images come page by page, each with its rendition", async () => {
    const keys: string[] = [];
    let after: string | null = null;
    do {
      const { images }: Awaited<ReturnType<typeof page>> = await page(after);
      keys.push(...images.edges.map(({ node }) => node.key));
      for (const { node } of images.edges) expect(node.rendition?.width).toBe(64);
      after = images.pageInfo.hasNextPage ? (images.pageInfo.endCursor ?? null) : null;
    } while (after !== null);
    expect(keys).toEqual(["china.jpg", "friends.jpg", "kleiber.webp", "picos.jpg", "sunset.gif"]);
  });
  const page = (after: string | null) =>
    anybody.request(ImagesDocument, { first: 2, after, transform: { steps: [{ resize: { width: 64 } }] } });

  test("what is saved is read back through both doors", async () => {
    const input = {
      source: { key: "friends.jpg" },
      transform: { steps: [{ resize: { width: 120 } }, { format: { format: "WEBP" } }] },
      target: { key: "saved/small.webp" },
      metadata: [{ key: "Author", value: "test" }],
    } as const;
    const { saveImage } = await admin.request(SaveImageDocument, { input });
    expect(saveImage).toMatchObject({
      written: true,
      userErrors: [],
      image: { key: "saved/small.webp", contentType: "image/webp", info: { format: "WEBP", width: 120, height: 181 } },
    });
    const { image } = await anybody.request(ImageDocument, {
      key: "saved/small.webp",
      transform: { process: "image/resize,p_50" },
    });
    expect(image).toMatchObject({ metadata: [{ key: "author", value: "test" }], rendition: { width: 60, height: 91 } });
    expect(await fetched(`${gateway.url}/samples/saved/small.webp`)).toEqual({
      status: 200,
      type: "image/webp",
      bytes: saveImage.image?.byteSize,
    });
  });

  test("a plan tells the size after each step", async () => {
    const transform = { steps: [{ rotate: { degrees: 90 } }, { resize: { width: 100 } }, { sharpen: 100 }] };
    const { image } = await anybody.request(ExplainDocument, { key: "china.jpg", transform });
    expect(image?.rendition?.plan).toMatchObject({
      engine: "LOCAL",
      stages: [
        {
          steps: [
            { width: 427, height: 640 },
            { width: 100, height: 150 },
            { width: 100, height: 150 },
          ],
        },
      ],
    });
    expect(image?.rendition?.plan.stages[0]?.passes.length).toBeGreaterThan(0);
    expect(image?.rendition?.plan.peakBytes).toBeGreaterThan(0);
  });

  test("a process string comes back canonical and typed", async () => {
    const { pipeline } = await anybody.request(PipelineDocument, {
      transform: { process: "image/format,webp/resize,m_lfit,h_50,w_100,x_1" },
    });
    expect(pipeline).toMatchObject({
      process: "image/resize,w_100,h_50/format,webp",
      wire: "image/resize,m_lfit,w_100,h_50/format,webp",
      warnings: [{ action: "resize", item: "x_1" }],
      stages: [
        {
          __typename: "StepsStage",
          steps: [
            { __typename: "ResizeStep", mode: null, width: 100, height: 50 },
            { __typename: "FormatStep", format: "WEBP" },
          ],
        },
      ],
    });
  });

  test("styles and buckets", async () => {
    const style = { name: "thumb", transform: { simple: { width: 90 } } };
    expect((await admin.request(CreateStyleDocument, { input: style })).createStyle.userErrors).toEqual([]);
    const { styles } = await admin.request(StylesDocument, {});
    expect(styles.nodes.map(({ name }) => name)).toContain("thumb");
    expect((await admin.request(DeleteStyleDocument, { input: { name: "thumb" } })).deleteStyle.userErrors).toEqual([]);
    await admin.request(CreateBucketDocument, { input: { name: "album", acl: "PUBLIC_READ" } });
    expect((await admin.request(BucketsDocument, {})).buckets.nodes.map(({ name }) => name)).toEqual([
      "album",
      "samples",
    ]);
  });

  test("capabilities have every action, format and font", async () => {
    const { capabilities, viewer } = await anybody.request(CapabilitiesDocument, {});
    expect(viewer).toEqual({ authenticated: false, roles: [] });
    expect(capabilities.actions.find(({ name }) => name === "resize")?.parameters[1]).toMatchObject({
      name: "width",
      item: "w",
      type: "INT",
      min: 1,
      max: 16384,
      unit: "px",
    });
    expect(capabilities.formats).toHaveLength(8);
    expect(capabilities.limits.maxSourceBytes).toBe(20_971_520);
    expect(capabilities.fonts.length).toBeGreaterThan(0);
  });

  test("a field that failed is an error of `request`, and stands beside the rest in `answer`", async () => {
    const variables = { key: "china.jpg", transform: { steps: [{ resize: { width: 0 } }] } };
    const error = await anybody.request(ImageDocument, variables).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(RequestError);
    expect(error).toMatchObject({ code: "INVALID_ARGUMENT", httpStatus: 200 });
    const { data, errors } = await anybody.answer(ImageDocument, variables);
    expect(data.image).toMatchObject({ key: "china.jpg", rendition: null });
    expect(errors[0]?.extensions).toMatchObject({
      inputPath: ["transform", "steps", 0, "resize", "width"],
      status: 400,
    });
    expect(errors[0]?.extensions?.requestId).toMatch(/^[0-9A-F]{24}$/);
  });

  test("a wrong path is named with its status", async () => {
    const client = createClient({ url: `${gateway.url}/graphql/typo` });
    await expect(client.request(CapabilitiesDocument, {})).rejects.toThrow(
      `no GraphQL answer from ${gateway.url}/graphql/typo, HTTP status 404`,
    );
  });

  test("a wrong token is refused", async () => {
    const client = createClient({ url: `${gateway.url}/graphql`, token: "wrong" });
    await expect(client.request(CapabilitiesDocument, {})).rejects.toMatchObject({
      code: "UNAUTHENTICATED",
      httpStatus: 401,
    });
  });
});

describe("against anything else", () => {
  const answering = (body: string, status = 200) =>
    createClient({ url: "http://gateway.invalid/graphql", fetch: async () => new Response(body, { status }) });

  test.each([
    ["a page of a proxy", "<html>502</html>", 502],
    ["JSON that is no answer", "[]", 200],
    ["nothing", "", 204],
  ])("%s is a RequestError with the status", async (_, body, status) => {
    const client =
      status === 204
        ? createClient({ url: "http://x.invalid", fetch: async () => new Response(null, { status }) })
        : answering(body, status);
    await expect(client.request(CapabilitiesDocument, {})).rejects.toMatchObject({
      name: "RequestError",
      httpStatus: status,
      errors: [],
      message: expect.stringMatching(new RegExp(`^no GraphQL answer from http://.*, HTTP status ${status}$`)),
    });
  });

  test("no answer at all is a RequestError with the URL and the cause", async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    const client = createClient({ url: `http://127.0.0.1:${port}/graphql` });
    const error = await client.request(CapabilitiesDocument, {}).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(RequestError);
    expect(error).toMatchObject({
      message: `no answer from http://127.0.0.1:${port}/graphql: connect ECONNREFUSED 127.0.0.1:${port}`,
      url: `http://127.0.0.1:${port}/graphql`,
      httpStatus: undefined,
      errors: [],
      cause: expect.any(TypeError),
    });
    const down = createClient({ url: "http://x.invalid/graphql", fetch: () => Promise.reject("down") });
    await expect(down.request(CapabilitiesDocument, {})).rejects.toMatchObject({
      message: "no answer from http://x.invalid/graphql",
      cause: "down",
    });
  });

  test("an answer that breaks off is a RequestError too", async () => {
    const body = new ReadableStream({ pull: (stream) => stream.error(new Error("cut off")) });
    const client = createClient({ url: "http://x.invalid/graphql", fetch: async () => new Response(body) });
    await expect(client.request(CapabilitiesDocument, {})).rejects.toMatchObject({
      name: "RequestError",
      message: "no answer from http://x.invalid/graphql: cut off",
    });
  });

  test("an aborted request rejects with the reason", async () => {
    const client = createClient({ url: "http://127.0.0.1:9/graphql" });
    await expect(
      client.request(CapabilitiesDocument, {}, { signal: AbortSignal.abort(new Error("enough")) }),
    ).rejects.toThrow("enough");
  });

  test("no answer in time is a RequestError that says the time, whether it never begins or never ends", async () => {
    const hangs: (typeof fetch)[] = [
      (_, init) =>
        new Promise((_resolve, reject) => init?.signal?.addEventListener("abort", () => reject(init.signal?.reason))),
      async (_, init) =>
        new Response(
          new ReadableStream({
            start: (body) => init?.signal?.addEventListener("abort", () => body.error(init.signal?.reason)),
          }),
        ),
    ];
    for (const hang of hangs) {
      const client = createClient({ url: "http://x.invalid/graphql", fetch: hang, timeoutMs: 60_000 });
      await expect(client.request(CapabilitiesDocument, {}, { timeoutMs: 10 })).rejects.toMatchObject({
        name: "RequestError",
        message: "no answer from http://x.invalid/graphql within 10 ms",
        timeoutMs: 10,
      });
      // The caller's own reason stays the caller's own, with a time-out running too.
      const stop = new AbortController();
      const request = client.request(CapabilitiesDocument, {}, { signal: stop.signal });
      setImmediate(() => stop.abort(new Error("enough")));
      await expect(request).rejects.toThrow("enough");
    }
  });

  test("a refusal for lack of capacity says when to come again", async () => {
    const errors = [{ message: "busy", extensions: { code: "SERVICE_UNAVAILABLE", retryAfter: 3 } }];
    const send: typeof fetch = async () => Response.json({ errors }, { status: 503 });
    const client = createClient({ url: "http://x.invalid", fetch: send });
    await expect(client.request(CapabilitiesDocument, {})).rejects.toMatchObject({
      code: "SERVICE_UNAVAILABLE",
      httpStatus: 503,
      retryAfter: 3,
    });
  });

  test("a token that changes is asked for each time", async () => {
    const seen: (string | null)[] = [];
    const send: typeof fetch = async (_, init) => {
      seen.push(new Headers(init?.headers).get("authorization"));
      return new Response('{"data":{}}');
    };
    const tokens = ["one", undefined, "two"];
    const client = createClient({ url: "http://x.invalid", fetch: send, token: async () => tokens.shift() });
    for (let at = 0; at < 3; at++) await client.request(CapabilitiesDocument, {});
    expect(seen).toEqual(["Bearer one", null, "Bearer two"]);
  });

  test("the token goes into the header, and nothing without one", async () => {
    const seen: (string | null)[] = [];
    const send: typeof fetch = async (_, init) => {
      seen.push(new Headers(init?.headers).get("authorization"));
      return new Response('{"data":{}}');
    };
    await createClient({ url: "http://x.invalid", fetch: send, token: "secret" }).request(CapabilitiesDocument, {});
    await createClient({ url: "http://x.invalid", fetch: send }).request(CapabilitiesDocument, {});
    expect(seen).toEqual(["Bearer secret", null]);
  });
});
